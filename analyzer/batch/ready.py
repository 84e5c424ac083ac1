"""What every worker needs, loaded once: the process that workers are forked from imports this.

One small report is read from beginning to end, so that the lexicons, forms and models stand ready
and the forked workers share them.
"""

from __future__ import annotations

import gc
from typing import Final

from analyzer.batch.stored_facts import stored
from analyzer.ingest.reader import read_bytes
from analyzer.pipeline import assess, understand
from analyzer.profile import load

_REPORT: Final = """\
某某县教育局2024年政府信息公开工作年度报告
一、总体情况
2024年，我局主动公开政府信息10条，收到政府信息公开申请2件，均已按期办结。
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t0\t0\t0
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
未发生行政复议、行政诉讼。
五、存在的主要问题及改进情况
公开内容还不够丰富，将加强培训。
六、其他需要报告的事项
无。
"""

_facts = understand(read_bytes(_REPORT.encode(), "ready.txt"))
assess(_facts, load())
stored(_facts)
# What is loaded stays: the collectors of the workers need not walk it, nor copy its pages.
gc.freeze()
