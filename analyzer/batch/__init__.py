"""Many reports: sources → shards → parts → store. One report that fails costs one report.

Start reading at `run.py` (what `nianbao batch` does); `pool.py` holds `analyze_corpus` for callers
who want results in memory; `engines/` decides where shards run; `store.py` is what remains.
"""
