"""Annotated sources → sample reports: one plain text becomes report, meta.toml and gold.toml.

A source is TOML between two lines `+++`, then the report as plain text. A heading of a part is a
line `@key 一、标题`; the official form of a part follows its paragraphs by itself. What an expert
sees is marked where it stands:

    ⟦318件|claim disclosure.licensing.decisions⟧
    ⟦19件|claim requests.new_received.total disagrees|finding C01⟧
    ⟦立案38件|silent C15 立案不等于处罚决定⟧

`python -m analyzer.training.annotated SOURCE -o FOLDER` writes the sample.
"""
