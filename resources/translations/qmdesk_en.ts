<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
  <context>
    <name>qmdesk</name>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <source> 等</source>
      <translation> and more</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source> 等 {n} 项</source>
      <translation> and more, {n} in all</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>%GRR {percent} %（占研究变差）</source>
      <translation>%GRR {percent} % of study variation</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>1. 手机连到同一网络，扫这个码</source>
      <translation>1. Join the same network and scan this</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>18 位，含校验位</source>
      <translation>18 characters with the check character</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <source>1–5 商定等级，Delete 撤回，回车写理由。括号里的是一人评级或评级一致。</source>
      <translation>1 to 5 agree on a level, Delete takes it back, Enter goes to the reason. In brackets: rated by one, or alike by all.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>2. 在手机上选照片，传完这里会提示</source>
      <translation>2. Choose photos on the phone; they show up here</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>30 天内到期</source>
      <translation>Due within 30 days</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>7 天内到期</source>
      <translation>Due within 7 days</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/widgets/case_field.py" />
      <source>8.45 万元</source>
      <translation>84500 yuan</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>95 % 上限：{dpmo}</source>
      <translation>Upper 95 % bound: {dpmo}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>95 % 的单件差在 {low} ~ {high} 之间（按正态）</source>
      <translation>95 % of the differences of single pieces lie between {low} and {high} (if normal)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution_fits.py" />
      <source>Anderson-Darling：A² = {a}，{p}</source>
      <translation>Anderson-Darling: A² = {a}, {p}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>Cpk、合格率、损失率都从原始记录算，读数按写的样子保留；图随输入变化，门槛按精确值比较。</source>
      <translation>Cpk, yields and losses are computed from original records, readings kept as written; charts follow your typing, thresholds are compared exactly.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>Ctrl+Enter 记下，Esc 先放着</source>
      <translation>Ctrl+Enter keeps, Esc sets aside</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <source>Enter 到下一个零件；可整块粘贴：表格的一部分，或“零件、测量人、测量值”三列</source>
      <translation>Enter goes to the next part. Whole blocks can be pasted: a part of the grid, or the three columns part, operator, reading</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>Excel 工作簿</source>
      <translation>Excel workbook</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>F 检验</source>
      <translation>F test</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>ISO 9001 证书</source>
      <translation>ISO 9001 certificate</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/token_choice.py" />
      <source>PIN 只剩最后一次机会</source>
      <translation>one try left for the PIN</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/token_choice.py" />
      <source>PIN 已输错过</source>
      <translation>a wrong PIN was entered</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/token_choice.py" />
      <source>PIN 已锁定，请发卡方解锁</source>
      <translation>the PIN is locked; its issuer unlocks it</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>Pitman-Morgan 检验</source>
      <translation>Pitman-Morgan test</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution_fits.py" />
      <source>Shapiro-Wilk：W = {w}，{p}</source>
      <translation>Shapiro-Wilk: W = {w}, {p}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>Welch t 检验</source>
      <translation>Welch's t test</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>iCalendar 文件，可导入 Outlook、手机和 WPS 日历</source>
      <translation>An iCalendar file for Outlook, phones and WPS</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution_fits.py" />
      <source>p 不详</source>
      <translation>p unknown</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>{above}的日期不同时列在旁边</source>
      <translation>the days of {above} stand beside where they differ</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/voucher_row.py" />
      <source>{amount} 万元</source>
      <translation>{amount} × 10 000 yuan</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/voucher_row.py" />
      <source>{amount} 元</source>
      <translation>{amount} yuan</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/handover.py" />
      <source>{answers} 项内容，{files} 个佐证文件，{sets} 组测量数据</source>
      <translation>{answers} answers, {files} files of evidence, {sets} measurement sets</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>{at} UTC；可以证明到 {until}</source>
      <translation>{at} UTC; can be shown until {until}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <source>{cases} 家企业，{reviewed} 家完成复核</source>
      <translation>{cases} enterprises, {reviewed} reviewed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>{closed} / {n} 条已关闭，逾期 {overdue} 条，30 天内到期 {soon} 条</source>
      <translation>{closed} of {n} closed, {overdue} overdue, {soon} due within 30 days</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/table.py" />
      <source>{column} 列：{role}。点击更改</source>
      <translation>Column {column}: {role}. Click to change</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>{county}属于</source>
      <translation>{county} belongs to</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>{county}属于哪里</source>
      <translation>Where {county} belongs</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <source>{count}，{n} 条的时间存疑</source>
      <translation>{count}, {n} with doubtful times</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>{day} 已过</source>
      <translation>{day}, past</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stages_page.py" />
      <source>{day} 记录</source>
      <translation>recorded {day}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>{defective} / {units} = {dpmo}</source>
      <translation>{defective} / {units} = {dpmo}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>{done} / {total} 环</source>
      <translation>{done} of {total} links</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <source>{done} / {total} 答</source>
      <translation>{done} of {total} answered</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>{done}/{total} 步</source>
      <translation>{done}/{total} steps</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>{family}：{value}</source>
      <translation>{family}: {value}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>{family}：{value}（最低，决定等级）</source>
      <translation>{family}: {value} (lowest, decides the level)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <source>{family}：{value}（最差，决定等级）</source>
      <translation>{family}: {value} (worst, decides the level)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sides.py" />
      <source>{field} 改为 {value}</source>
      <translation>{field} changed to {value}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>{field}（{n} 家，留空即清除）</source>
      <translation>{field} ({n} enterprises; empty clears it)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/late_changes.py" />
      <source>{field}：{before} → {after}（{author}，{when}）</source>
      <translation>{field}: {before} → {after} ({author}, {when})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_points.py" />
      <source>{head}：{rules}</source>
      <translation>{head}: {rules}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_plots.py" />
      <source>{head}：{value}（控制限 {low} ~ {high}）</source>
      <translation>{head}: {value} (limits {low} to {high})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>{here}：{value}（{standing}；来源 {source} {there}）</source>
      <translation>{here}: {value} ({standing}; from {source} {there})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>{items} 个条目、{figures} 项指标尚未确定</source>
      <translation>{items} items and {figures} figures are open</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/tile.py" />
      <source>{kind} 照片已原样保存；这里没有能打开它的库。</source>
      <translation>The {kind} photo is kept as it is; no library here can open it.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>{kind}（{n} 点）上没有点超出控制限</source>
      <translation>no point beyond the limits of the {kind} ({n} points)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>{kind}：{name} {now} → {then} 级</source>
      <translation>{kind}: {name} {now} → {then}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>{kind}：读出 {read} 项，可带入 {accepted} 项，跳过 {skipped} 项</source>
      <translation>{kind}: read {read}, acceptable {accepted}, skipped {skipped}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <source>{layout}：{sizes}</source>
      <translation>{layout}: {sizes}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>{levels}名单</source>
      <translation>{levels}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_plots.py" />
      <source>{level} {n}</source>
      <translation>{level} {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_list.py" />
      <source>{level}，没有佐证</source>
      <translation>{level}, no evidence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/stages.py" />
      <source>{low} ~ {high} 级</source>
      <translation>Levels {low} to {high}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_plots.py" />
      <source>{low} ~ {high}：{n} 个</source>
      <translation>{low} to {high}: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>{month}：{defective} / {units}</source>
      <translation>{month}: {defective} / {units}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/loss_plots.py" />
      <source>{month}：内部 {internal}，外部 {external} {unit}</source>
      <translation>{month}: internal {internal}, external {external} ({unit})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/dropping.py" />
      <source>{names} 等 {n} 个</source>
      <translation>{names} and others, {n} in all</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/dropping.py" />
      <source>{names} 里有签名用的私钥，没有放进案卷。签名时在“报告与签名”里选它。</source>
      <translation>{names}: holds a private key for signing and was not put into the case. Choose it on "Report and signatures" when you sign.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>{names}的方差估计为负，按 0 计</source>
      <translation>The variance of {names} came out negative and counts as 0</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/support.py" />
      <source>{name}
{size} 字节</source>
      <translation>{name}
{size} bytes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>{name} {amount} 件</source>
      <translation>{name} {amount}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>{name} {amount} 件，共 {n} 项：{most}</source>
      <translation>{name} {amount}, {n} causes: {most}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>{name} {level} 级</source>
      <translation>{name} level {level}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>{name} {n}</source>
      <translation>{name} {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <source>{name} {n} 件</source>
      <translation>{name} {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>{name} {value}（{family}的分位数），按数值为{level}</source>
      <translation>{name} {value} (percentiles of {family}), {level} by value</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>{name} {value}，按数值为{level}</source>
      <translation>{name} {value}: {level} by value</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_plots.py" />
      <source>{name} · 保证级及以上</source>
      <translation>{name} · assurance and above</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_plots.py" />
      <source>{name} · 未达保证级</source>
      <translation>{name} · below assurance</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yield_next.py" />
      <source>{name} 一次合格 {passed} → {needed}（{rate} → {least}）</source>
      <translation>{name}: passed first time {passed} → {needed} ({rate} → {least})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/door.py" />
      <source>{name} 下次评价</source>
      <translation>{name} next review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/door.py" />
      <source>{name} 二次复核</source>
      <translation>{name} second review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>{name} 假设为 {value}</source>
      <translation>{name} supposed at {value}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>{name} 恢复密钥.txt</source>
      <translation>{name} recovery key.txt</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>{name} 数据.xlsx</source>
      <translation>{name} data.xlsx</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>{name} 整改建议.docx</source>
      <translation>{name} rectification.docx</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <source>{name} 整改建议.pdf</source>
      <translation>{name} rectification.pdf</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>{name} 整改建议.png</source>
      <translation>{name} rectification.png</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>{name} 整改情况表.xlsx</source>
      <translation>{name} rectified.xlsx</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>{name} 的 {percent} % 区间 {low} ~ {high}</source>
      <translation>{percent} % interval of {name}: {low} to {high}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>{name} 评估报告.docx</source>
      <translation>{name} assessment report.docx</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>{name} 评估报告.pdf</source>
      <translation>{name} report.pdf</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>{name}按数合并为 {rate}（各线：{lines}）</source>
      <translation>{name}: {rate} by pooled counts (lines: {lines})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/signatures.py" />
      <source>{name}的签名</source>
      <translation>Signature of {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution.py" />
      <source>{name}还没有写理由：先不起作用，仍按正态公式计算</source>
      <translation>{name}: no reason given yet, so it has no effect; the normal formula stands</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <source>{name}（{n}）</source>
      <translation>{name} ({n})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>{name}（{time} 的同步包）</source>
      <translation>{name} (package of {time})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>{name}（{unit}）</source>
      <translation>{name} ({unit})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/tree.py" />
      <source>{name}（决定）</source>
      <translation>{name} (decides)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>{name}（合计）</source>
      <translation>{name} (sum)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>{name}（拟）</source>
      <translation>{name} (proposed)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/tree.py" />
      <source>{name}（核心）</source>
      <translation>{name} (core)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/readings.py" />
      <source>{name}（默认）</source>
      <translation>{name} (default)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>{name}：{amount} 件，{share}，累计 {cumulative}</source>
      <translation>{name}: {amount} units, {share}, cumulative {cumulative}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar_steps.py" />
      <source>{name}：{day}</source>
      <translation>{name}: {day}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yield_plots.py" />
      <source>{name}：一次不合格 {failed} 件</source>
      <translation>{name}: {failed} failed the first time</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yield_plots.py" />
      <source>{name}：交验 {submitted}，一次合格 {passed}，合格率 {rate}，累计 {product}</source>
      <translation>{name}: submitted {submitted}, passed {passed}, yield {rate}, product {product}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>{name}：合用</source>
      <translation>{name}: suitable</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/panel.py" />
      <source>{name}：均分 {mean}</source>
      <translation>{name}: mean {mean}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_plots.py" />
      <source>{name}：复核 {n} 家；{levels}；保证级及以上 {share}</source>
      <translation>{name}: {n} reviewed; {levels}; assurance and above {share}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/rail.py" />
      <source>{name}：完成 {done}，共 {total}</source>
      <translation>{name}: {done} of {total} done</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/rail.py" />
      <source>{name}：已完成</source>
      <translation>{name}: done</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/rail.py" />
      <source>{name}：已跳过，{reason}</source>
      <translation>{name}: skipped, {reason}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>{name}：已送达 {at}</source>
      <translation>{name}: delivered {at}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_plots.py" />
      <source>{name}：未达保证级 {below} / {n}</source>
      <translation>{name}: below assurance {below} of {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/rail.py" />
      <source>{name}：没有要做的</source>
      <translation>{name}: nothing to do</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>{name}：等待</source>
      <translation>{name}: waiting</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>{name}：采纳 {accepted}，未采纳 {skipped}，写入 {changed}</source>
      <translation>{name}: {accepted} taken in, {skipped} not, {changed} written</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>{now} → {needed} 级  {name}</source>
      <translation>{now} → {needed}  {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/level_rows.py" />
      <source>{number} 级 {name}</source>
      <translation>Level {number} {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>{n} / {size} 个读数</source>
      <translation>{n} / {size} readings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/agreed.py" />
      <source>{n} 个关键特性，{agreed} 个已约定</source>
      <translation>Key characteristics: {n}, agreed: {agreed}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <source>{n} 个文件共 {size} MB，各备份共用一份</source>
      <translation>{n} files, {size} MB, shared by all backups</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>{n} 个文件已经找不回。</source>
      <translation> {n} files can not be brought back.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>{n} 个条目尚未确定</source>
      <translation>Items still open: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>{n} 个条目评级不一致，待商定</source>
      <translation>{n} items are rated differently, to be agreed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/naming.py" />
      <source>{n} 个测量值</source>
      <translation>{n} readings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <source>{n} 人</source>
      <translation>{n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>{n} 件中无不合格品，则以 95 % 置信度证实每百万件不合格品不超过 {target} 件</source>
      <translation>none defective of {n} demonstrates at most {target} per million with 95 % confidence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>{n} 件：{ground}</source>
      <translation>{n}: {ground}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>{n} 位专家评完，均分 {mean}，{spread}</source>
      <translation>{n} experts done, mean {mean}, {spread}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <location filename="qmdesk/ui/phone/window.py" />
      <source>{n} 分钟</source>
      <translation>{n} min</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/naming.py" />
      <location filename="qmdesk/ui/programme/history.py" />
      <source>{n} 处改动</source>
      <translation>{n} changes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <source>{n} 处有分歧，{still} 处还要处理</source>
      <translation>{n} differ, {still} still to settle</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <location filename="qmdesk/ui/programme/rollup_plots.py" />
      <source>{n} 家</source>
      <translation>{n} enterprises</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>{n} 条并成了一条；撤销可以还原</source>
      <translation>{n} findings made one; undo brings them back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>{n} 条整改 {days} 天内到期</source>
      <translation>{n} due within {days} days</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <location filename="qmdesk/ui/pages/history.py" />
      <source>{n} 条记录</source>
      <translation>{n} entries</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>{n} 条记录、{files} 个文件已逐一核对</source>
      <translation>{n} entries and {files} files were checked one by one</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/taken.py" />
      <source>{n} 条记录，改变了 {places} 处</source>
      <translation>{n} entries, changed {places} places</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <source>{n} 格不是有效的值，已标出</source>
      <translation>{n} cells hold no valid value and are marked</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>{n} 级</source>
      <translation>level {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <source>{n} 组</source>
      <translation>{n} groups</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>{n} 行未采纳，留在这里等待改正</source>
      <translation>{n} rows were set aside and wait here to be corrected</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <source>{n} 行还不完整，未计入图中</source>
      <translation>{n} rows are incomplete and not in the charts</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/window.py" />
      <source>{n} 页</source>
      <translation>{n} pages</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>{n} 页，可以签名</source>
      <translation>{n} pages, ready to sign</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>{n} 页，草稿：{said}{more}</source>
      <translation>{n} pages, draft: {said}{more}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>{n} 项</source>
      <translation>{n} entries</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>{n} 项指标尚未确定</source>
      <translation>Figures still open: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>{n} 项没有通过</source>
      <translation>{n} failed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>{of} 处中已送达 {done} 处</source>
      <translation>{done} of {of} delivered</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_plots.py" />
      <source>{one} → {other}：{n} 家</source>
      <translation>{one} → {other}: {n} enterprises</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>{package} → {case}：{n} 条新记录</source>
      <translation>{package} -&gt; {case}: {n} new entries</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>{package}：另放，没有收下</source>
      <translation>{package}: set aside, not taken</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <source>{parts} 个零件、{operators} 个测量人、各 {trials} 次，共 {n} 个读数；跳过 {skipped} 个单元格</source>
      <translation>parts {parts}, operators {operators}, trials each {trials}, readings {n}; cells skipped: {skipped}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/receiver.py" />
      <source>{phone}：{name}</source>
      <translation>{phone}: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/reading.py" />
      <source>{place}：{words}</source>
      <translation>{place}: {words}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>{population} 件中抽 {n} 件；编号从 1 起，按总体的顺序数。种子 {seed} 写进报告，谁用它都能重现。</source>
      <translation>{n} of {population}; numbers count from 1 in the order of the population. The seed {seed} stands in the report; anyone can draw the same again.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_tab.py" />
      <source>{population} 件抽 {size} 件</source>
      <translation>{size} of {population}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>{region}：计划 {planned}，达到检验级 {reached}，完成复核 {carried}，自评达到检验级 {own}</source>
      <translation>{region}: planned {planned}, reached inspection {reached}, reviews carried out {carried}, self-assessed at inspection {own}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/limits.py" />
      <source>{said}。放宽的限会抬高 Cpk：请核对图样或标准后再读入。</source>
      <translation>{said}. Wider limits lift Cpk: check the drawing or standard before reading them in.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>{said}（没有记入日志：案卷不能写入）</source>
      <translation>{said} (not noted in the journal: the case can't be written)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>{said}；与 {names} 并列</source>
      <translation>{said}; equal to {names}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>{share}（目标 {goal}，分母：完成复核的 {n} 家）</source>
      <translation>{share} (goal {goal}, denominator: {n} reviewed enterprises)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>{shown} / {total} 家</source>
      <translation>{shown} of {total} enterprises</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stages_page.py" />
      <source>{since} 至 {until}（{n} 个工作日）</source>
      <translation>{since} to {until} ({n} working days)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <source>{size} MB</source>
      <translation>{size} MB</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>{stage} · {at}</source>
      <translation>{stage} · {at}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table_rows.py" />
      <source>{stage}的数据，尚未在现场核实</source>
      <translation>From the stage {stage}; not yet verified on site</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar_steps.py" />
      <source>{step}已完成</source>
      <translation>{step} is done</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>{time} 已看</source>
      <translation>seen {time}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>{time} 查看时新到 {n} 个。</source>
      <translation>Looked at {time}: {n} new.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>{time} 查看时：{said} 稍后会自动再试。</source>
      <translation>Looked at {time}: {said} It will be tried again.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>{time} 看过</source>
      <translation>Seen {time}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>{total} 家</source>
      <translation>{total} enterprises</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_plots.py" />
      <source>{value}：{share} %</source>
      <translation>{value}: {share} %</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/money.py" />
      <source>{wan} 万元（{yuan} 元）</source>
      <translation>{wan} × 10 000 yuan ({yuan} yuan)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/naming.py" />
      <source>{what}（{more}）</source>
      <translation>{what} ({more})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/naming.py" />
      <source>{what}，{more}</source>
      <translation>{what}, {more}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/naming.py" />
      <source>{what}：{text}</source>
      <translation>{what}: {text}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table_panel.py" />
      <source>{where}：两处记录不一致，请选定一个：</source>
      <translation>{where}: two records differ, choose one:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>{who} 辅导过本企业：利益冲突</source>
      <translation>{who} coached this enterprise: conflict of interest</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/experience_page.py" />
      <source>{words} / {limit} 字</source>
      <translation>{words} / {limit}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/experience_page.py" />
      <source>{words} / 约 {limit} 字</source>
      <translation>{words} / about {limit}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>{words}（{test}，p = {p}）</source>
      <translation>{words} ({test}, p = {p})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>{words}（总体 {population} 件）</source>
      <translation>{words} (population {population})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yield_plots.py" />
      <source>{words}，其中返工后合格 {reworked} 件</source>
      <translation>{words}, {reworked} of them passed after rework</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_words.py" />
      <source>{words}，连续值 {sigma}σ</source>
      <translation>{words}, continuous {sigma}σ</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yield_plots.py" />
      <source>{words}；累计 {product}</source>
      <translation>{words}; product so far {product}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <source>{year} 年度</source>
      <translation>{year}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>{year} 年度有 {n} 份案卷，只计一份</source>
      <translation>{n} cases in {year}, one of them counts</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>{year}年评价结果.xlsx</source>
      <translation>Results {year}.xlsx</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/arrivals.py" />
      <source>“{name}”不是案卷、项目、报告、同步包或自评包。要作为佐证带入，请先打开案卷，再拖进来。</source>
      <translation>"{name}" is no case, programme, report, package or self-assessment. To take it in as evidence, open a case first, then drop it.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/agreed.py" />
      <source>“{name}”在看到数据后有改动：</source>
      <translation>"{name}" was changed after data were seen:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <source>“{name}”归入</source>
      <translation>Where {name} goes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/limits.py" />
      <source>“{name}”文件里的限 {found} 比案卷里的 {before} 宽</source>
      <translation>'{name}': the file's limits {found} are wider than the case's {before}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>“{name}”的上限不大于下限，请改正后读入</source>
      <translation>The upper limit of {name} is not above the lower one; correct it first</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/search.py" />
      <source>↑ ↓ 选择，Enter 前往，Esc 关闭</source>
      <translation>↑ ↓ to choose, Enter to go, Esc to close</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/ratings.py" />
      <source>≠ 有分歧</source>
      <translation>≠ Differs</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>　{size} MB，邮件主题：{subject}</source>
      <translation>  {size} MB, subject of the mail: {subject}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <location filename="qmdesk/ui/dropping.py" />
      <location filename="qmdesk/ui/naming.py" />
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <location filename="qmdesk/ui/pages/performance/gauge_study.py" />
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <location filename="qmdesk/ui/pages/preparing/schedule.py" />
      <location filename="qmdesk/ui/phone/window.py" />
      <location filename="qmdesk/ui/start/new_case.py" />
      <location filename="qmdesk/ui/window.py" />
      <source>、</source>
      <translation>, </translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>。</source>
      <translation>.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>一个项目是一家主管部门一年的参评企业名录，以及由它得出的日历、目标和汇总。</source>
      <translation>A programme is one authority's roster of one year's enterprises, with the calendar, targets and roll-up made of it.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>一屏一个条目：五级描述、企业自评、佐证和问法都在眼前。评级立刻保存，没有“保存”按钮。</source>
      <translation>One item a screen: five descriptors, the enterprise's own rating, evidence and prompts. A rating is saved at once; there is no Save button.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>一年的参评企业：导入名录、看日历和汇总</source>
      <translation>The year's enterprises: roster, calendar, roll-up</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>一批企业的名称、信用代码和安排</source>
      <translation>Names, credit codes and dates of many enterprises</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>一次一个文件，这 {n} 个都没有动。请逐个拖来。</source>
      <translation>One file at a time: none of these {n} was taken. Drop them one by one.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/page.py" />
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>一次交验合格率</source>
      <translation>Yield</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>一次合格</source>
      <translation>Passed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>一次评价从上到下走完：准备、四个维度、离厂、报告。每一站写着做到几成，三角表示要看一眼。</source>
      <translation>A review goes from top to bottom: preparation, four dimensions, leaving, report. Each stop says how far it is; a triangle asks for a look.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>一致</source>
      <translation>agrees</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>一致：平均值相差 {value}，不超过允许差 {allowed}。</source>
      <translation>They agree: the means differ by {value}; {allowed} is allowed.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>一致：最大的一件相差 {value}，不超过允许差 {allowed}。</source>
      <translation>They agree: no piece differs by more than {value}; {allowed} is allowed.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>一般留空，即采用计算等级。结论最多相差一级，须写明理由，且不能高于没有达到的指标。</source>
      <translation>Usually left empty: the computed grade stands. A conclusion may differ by one level at most, needs a reason, and is never above a figure that is not met.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <source>一行一个产品族、月份或原因：检验总数和其中的不合格品数。返工后合格的也算不合格品。</source>
      <translation>One product family, month or cause a row: units inspected and the defective ones among them. What passes after rework counts as defective.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <source>一行一个读数</source>
      <translation>A reading a row</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <source>一行一个零件，一列是一个测量人的一次</source>
      <translation>A row a part, a column a trial of an operator</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <source>一行一个：谁辅导过、个人还是机构、起止年月、从哪里得知。</source>
      <translation>One a line: who coached, person or institution, from and to, how you know.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <source>一行一笔损失：内部或外部、科目、月份、金额。没有损失和未做统计是两回事：未做统计请在上面选。</source>
      <translation>One cost a row: internal or external, category, month, amount. No loss and not tracked are two things: choose "not tracked" above.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>一行一道工序：首次交验数和一次合格数。返工后合格的不算一次合格。并行的生产线各写一行，工序同名并写明生产线，先按数合并再连乘。可从 Excel 复制整块粘贴。</source>
      <translation>A step a line: submitted and passed first time. What passed after rework does not count. Parallel lines have a row each, with the same step name and their line; they are added up before the product. Blocks can be pasted from Excel.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/schedule.py" />
      <source>一行一项：日期、起止、活动、谁去。也可以先草拟再改。</source>
      <translation>One a line: day, from, to, activity, who goes. Or draft first and edit.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <source>一行是一个测量人的一次，一列一个零件</source>
      <translation>A row a trial of an operator, a column a part</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/dropping.py" />
      <source>一起拖来的这些没有动：{names}。请分开拖。</source>
      <translation>Dropped together with others and not taken: {names}. Drop them separately.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <source>万元</source>
      <translation>× 10,000 yuan</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>三个文件打包后以组织全称命名，不超过 {limit} MB。</source>
      <translation>Three files packed under the organisation's full name, {limit} MB at most.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/page.py" />
      <location filename="qmdesk/ui/pages/grade/stages.py" />
      <source>三阶段对照</source>
      <translation>Three stages</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>上一批还在汇入，这一批没有动。完成后请再拖一次。</source>
      <translation>The last files are still being taken in; these were not taken. Drop them again when that is done.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/card.py" />
      <source>上一步</source>
      <translation>Back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/ratings.py" />
      <source>上次</source>
      <translation>Last</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>上次保存 {time}</source>
      <translation>Last saved {time}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>上次保存的：{what}（{name}）</source>
      <translation>Saved last: {what} ({name})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>上次导出的：{name}</source>
      <translation>Exported last: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <source>上次未关闭</source>
      <translation>Open since last time</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/arrivals.py" />
      <source>上次评价的案卷</source>
      <translation>Case of the last review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <source>上移一行</source>
      <translation>Move row up</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>上级截止</source>
      <translation>Due (ministry)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar_steps.py" />
      <source>上级：{day}</source>
      <translation>Authority above: {day}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <location filename="qmdesk/ui/intake/table.py" />
      <source>上限</source>
      <translation>Upper limit</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>下一个</source>
      <translation>Next</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>下一个未评</source>
      <translation>Next unrated</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>下一个未评条目</source>
      <translation>Next unrated item</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>下一个测量值</source>
      <translation>Next reading</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <source>下一处分歧（F7）</source>
      <translation>Next difference (F7)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <location filename="qmdesk/ui/tour/card.py" />
      <source>下一步</source>
      <translation>Next</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>下一步：{name}</source>
      <translation>Next: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <source>下移一行</source>
      <translation>Move row down</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <location filename="qmdesk/ui/intake/table.py" />
      <source>下限</source>
      <translation>Lower limit</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>不一致：平均值相差 {value}，超过允许差 {allowed}。</source>
      <translation>They do not agree: the means differ by {value}, more than the {allowed} allowed.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>不一致：最大的一件相差 {value}，超过允许差 {allowed}。</source>
      <translation>They do not agree: one piece differs by {value}, more than the {allowed} allowed.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/places.py" />
      <source>不再使用 {name}</source>
      <translation>No longer use {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>不再列出；历史保留，可撤销</source>
      <translation>No longer listed; its history stays, and it can be undone</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/note_card.py" />
      <source>不再归到“{name}”</source>
      <translation>No longer bound to "{name}"</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/place_line.py" />
      <source>不再提醒</source>
      <translation>Don't remind me</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>不受控，不能采用</source>
      <translation>Not in control, not usable</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <source>不合格原因排列图</source>
      <translation>Pareto of causes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <source>不合格品</source>
      <translation>Defects</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>不合格品率不超过某值（零缺陷）</source>
      <translation>Zero defects in the sample</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>不处理，仍要作结论…</source>
      <translation>Conclude without settling them...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <location filename="qmdesk/ui/pages/rectify/incoming.py" />
      <source>不带入</source>
      <translation>Leave out</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>不得向企业收费</source>
      <translation>No fee may be charged</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>不拆</source>
      <translation>Leave it</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>不明</source>
      <translation>Unclear</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>不确定</source>
      <translation>not sure</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>不确定度占公差 {percent} %</source>
      <translation>uncertainty {percent} % of the tolerance</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <source>不要选中的行</source>
      <translation>Drop the selected rows</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/table.py" />
      <source>不读入</source>
      <translation>Left out</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>不起作用</source>
      <translation>Without effect</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>不进入后续步骤</source>
      <translation>No further step</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/ratings.py" />
      <location filename="qmdesk/ui/pages/dimension/item_list.py" />
      <location filename="qmdesk/ui/pages/grade/tree.py" />
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>不适用</source>
      <translation>Not applicable</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>不适用…</source>
      <translation>Not applicable...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>不适用的理由</source>
      <translation>Reason why it does not apply</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>不适用（删减）</source>
      <translation>Left out</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>不适用（须写理由）</source>
      <translation>Not applicable (with a reason)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>不适用，删减这一行</source>
      <translation>Not applicable: leave this row out</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>不适用：{reason}</source>
      <translation>Not applicable: {reason}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>不选则不加密</source>
      <translation>Not sealed where empty</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>不选则导出全部</source>
      <translation>Everything if none is chosen</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>不选则用本机的钥匙</source>
      <translation>This device's key if none is chosen</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>与案卷比对…</source>
      <translation>Compare with a case...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution_fits.py" />
      <source>与正态分布略有出入，仍可按正态分布计算</source>
      <translation>Slightly off a normal distribution; the normal formula can still be used</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <source>与现在的案卷相同</source>
      <translation>The same as the case now</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>与电脑分开保管。更换口令后这个密钥作废。</source>
      <translation>Keep it apart from the computer. It becomes void when the passphrase is changed.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>与辅导过本企业的 {who} 同名或名称相近：请核实</source>
      <translation>The same or nearly the same name as {who}, who coached this enterprise: find out</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>专家总分相差较大，请商议。</source>
      <translation>The experts lie far apart: talk it over.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>专精特新</source>
      <translation>Specialised</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table_rows.py" />
      <source>两处记录不一致</source>
      <translation>Two records differ</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/widgets/case_field.py" />
      <source>两处记录不一致，请选定一个：</source>
      <translation>Two records disagree; choose one:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/fields.py" />
      <location filename="qmdesk/ui/trust/making.py" />
      <source>两次输入的口令不一样</source>
      <translation>The two passphrases differ</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>两边的分散程度不同</source>
      <translation>The spreads differ</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>两边的分散程度看不出差别</source>
      <translation>The spreads are not seen to differ</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <source>两边都有读数后，这里就说明差别。</source>
      <translation>Once both sides have readings, the difference is told here.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/people.py" />
      <source>个人签名证书</source>
      <translation>Signing certificate</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>中型</source>
      <translation>Medium</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>中英文文字</source>
      <translation>Texts in both languages</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>为什么不处理也要作结论？理由会写进结论记录</source>
      <translation>Why conclude without settling these? The reason goes into the record</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>为什么要更正？</source>
      <translation>Why is it amended?</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>为什么跳过这一步？</source>
      <translation>Why is this step skipped?</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>为什么这一条对企业不适用？写明理由后按 Enter</source>
      <translation>Why does this item not apply to the enterprise? Write the reason and press Enter</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>为他人制作副本</source>
      <translation>A copy for others</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>为他人制作副本…</source>
      <translation>A copy for others...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>为何</source>
      <translation>Why</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>为何剔除，按 Enter</source>
      <translation>Why, then Enter</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>主管部门</source>
      <translation>Authority</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>主管部门与年度</source>
      <translation>Authority and year</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>主管部门副本</source>
      <translation>Copy for the authority</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>主管部门或年度不在列表中时：写一个政策文件（YAML），格式见文档</source>
      <translation>For an authority or year that isn't listed: write a policy file (YAML); the documents have its format</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>主要是再现性：人与人的做法不同</source>
      <translation>Mostly reproducibility: people measure in different ways</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>主要是重复性：量具、夹持、零件表面</source>
      <translation>Mostly repeatability: gauge, fixture, surface of the part</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>了结 {n}</source>
      <translation>{n} settled</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/page.py" />
      <source>事实确认</source>
      <translation>Facts</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>二次</source>
      <translation>Second</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/naming.py" />
      <location filename="qmdesk/ui/second.py" />
      <source>二次复核</source>
      <translation>Second review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>二次复核…</source>
      <translation>Second review...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/stages.py" />
      <source>二次复核不同的理由</source>
      <translation>Why it differs</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>二次复核日期</source>
      <translation>Second review on</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/second.py" />
      <source>二次复核机构</source>
      <translation>Institution of the second review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>二次复核等级</source>
      <translation>Second review level</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>二维码：{url}</source>
      <translation>QR code: {url}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/level_rows.py" />
      <source>五级描述</source>
      <translation>Descriptors of the five levels</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <location filename="qmdesk/ui/pages/registry.py" />
      <source>交出自评包</source>
      <translation>Hand over</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>交叉试验：每个测量人把每个零件测同样多次。按方差分析评价量具的重复性和再现性。</source>
      <translation>Crossed study: every operator measures every part equally often. Repeatability and reproducibility by the analysis of variance.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>交验数</source>
      <translation>Submitted</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>人工填写</source>
      <translation>by a person</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>人数（核对比例用）</source>
      <translation>Numbers of staff, to check the rates</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <source>人数，或名称用、隔开</source>
      <translation>A number, or names with commas</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>仍要作结论的理由</source>
      <translation>Why conclude nevertheless</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/second.py" />
      <source>仍要开始的理由</source>
      <translation>Reason to begin nevertheless</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/minutes.py" />
      <source>仍要重新草拟</source>
      <translation>Draft anew all the same</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>从全部 {n} 个特性中选</source>
      <translation>Choose from all {n} characteristics</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>从各行的案卷读取等级和日期</source>
      <translation>Read levels and days from the cases of the rows</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>从备份文件恢复…</source>
      <translation>Restore from a file...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>从成品库或发货单抽一批往回追，从来料抽一批往前追。开始时按表，每个环节记下单据号、找到没有、用了几分钟。</source>
      <translation>Take one lot from the store or a delivery note and trace it back, and one from incoming goods and trace it on. Start the watch; at each link note the record, whether it was found, and the minutes.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>从评价案卷取数…</source>
      <translation>Take from a review...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/receiver.py" />
      <source>代码输错太多次，手机上传已关闭</source>
      <translation>Too many wrong codes: uploading is closed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>令牌 PIN</source>
      <translation>PIN of the token</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/token_choice.py" />
      <source>令牌上的证书</source>
      <translation>Certificates on tokens</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/token_choice.py" />
      <source>令牌驱动（PKCS#11）</source>
      <translation>The token's library (PKCS#11)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>令牌（U 盾）</source>
      <translation>Token (smart card)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>以上次评价为基础…</source>
      <translation>Begin from the last review...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>以下 {total} 项中任选 {n} 项：</source>
      <translation>Any {n} of these {total}:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/second.py" />
      <source>以后也可以补</source>
      <translation>Can be said later</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <source>以后再选</source>
      <translation>Choose later</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>以谁的名义记录</source>
      <translation>In whose name records are made</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <source>件数，或名称用、隔开</source>
      <translation>A number, or names with commas</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/notes.py" />
      <source>任何一页按 F8 都能记一条。写看到的事实，不写印象；归到条目可以稍后再做。</source>
      <translation>F8 begins a note on any page. Write the fact, not the impression; sorting it to an item can wait.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>任务{number} {title}</source>
      <translation>Task {number} {title}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/window.py" />
      <source>份数</source>
      <translation>Copies</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/ratings.py" />
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <location filename="qmdesk/ui/pages/scope.py" />
      <location filename="qmdesk/ui/programme/history.py" />
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>企业</source>
      <translation>Enterprise</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>企业、代码、地区、原因</source>
      <translation>Enterprise, code, region, reason</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>企业、地区、机构、人员…</source>
      <translation>Enterprise, place, institution, people...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/registry.py" />
      <source>企业与范围</source>
      <translation>Enterprise and scope</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>企业副本</source>
      <translation>Copy for the enterprise</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>企业名册表</source>
      <translation>Roster</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>企业名称</source>
      <translation>Enterprise</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>企业填好的材料清单</source>
      <translation>List of documents filled in by the enterprise</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>企业填好的清单：状态、提供部门和备注读回来</source>
      <translation>The list as the enterprise filled it in: who provides it, what isn't there, remarks</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/figure_head.py" />
      <source>企业已统计</source>
      <translation>Tracked</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>企业异议或拒签</source>
      <translation>Objection or refusal</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>企业或位置</source>
      <translation>Enterprise or place</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/prompts.py" />
      <source>企业提供的材料</source>
      <translation>Documents named by the enterprise</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>企业整改</source>
      <translation>Rectified</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>企业有异议的照原话写下，先选签名人、再手写签名；拒绝签字的同样照原话写下理由。没有则留空。</source>
      <translation>Write an objection in the enterprise's own words; choose who signs, then sign by hand. A refusal to sign is written down the same way. Leave it empty where there is none.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/figure_head.py" />
      <source>企业未做统计</source>
      <translation>Not tracked</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>企业联系人和联系方式</source>
      <translation>Contact</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>企业自己对照评价表评一遍，生成评价组可直接导入的自评包</source>
      <translation>The enterprise assesses itself and writes a package that the assessors can take in directly</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>企业自我诊断</source>
      <translation>Self-assessment</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>企业自我诊断…</source>
      <translation>Self-assessment...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>企业自评</source>
      <translation>Self-assessed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>企业自评包</source>
      <translation>Self-assessment</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/front.py" />
      <source>企业自评没有打印件。自评包在“交出自评包”里生成，其中的表格可以用 Excel 打印。</source>
      <translation>An enterprise's own assessment has no papers. Its package is made on "Hand over"; the workbooks in it can be printed from Excel.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>企业自评表</source>
      <translation>Self-assessment</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <source>会冲突的 {n} 处</source>
      <translation>Would conflict: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <source>会改变的 {n} 处</source>
      <translation>Would change: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>会议</source>
      <translation>Meeting</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <source>会议纪要</source>
      <translation>Minutes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>传输没有加密：不要在公共无线网络里使用。代码只能用一次，每部手机扫各自的码；输错五次即关闭。没有手机网络时也可以用数据线，或在佐证处选“接收文件夹”。</source>
      <translation>Nothing is encrypted on the way: not for public networks. A code serves once, each phone scans its own; five wrong ones close it. A cable or the watched folder at an evidence strip serve as well.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>估计一个比率</source>
      <translation>Estimate a share</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>位置</source>
      <translation>Place</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <location filename="qmdesk/ui/pages/grade/tree.py" />
      <source>佐证</source>
      <translation>Evidence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <location filename="qmdesk/ui/pages/floor/note_card.py" />
      <location filename="qmdesk/ui/pages/floor/voucher_row.py" />
      <source>佐证 {n}</source>
      <translation>Evidence {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>佐证 {n} 件</source>
      <translation>{n} pieces of evidence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>佐证属于</source>
      <translation>Evidence of</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>佐证材料</source>
      <translation>Evidence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <source>佐证：{list}</source>
      <translation>Evidence: {list}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>作出结论</source>
      <translation>Conclude</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>作出结论…</source>
      <translation>Conclude...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>作出结论？</source>
      <translation>Conclude the case?</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>使用</source>
      <translation>Use</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/about/window.py" />
      <source>使用与源代码</source>
      <translation>Use and source code</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>供方与来料批号</source>
      <translation>Supplier and its lot</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/page.py" />
      <location filename="qmdesk/ui/pages/grade/tree.py" />
      <source>依据</source>
      <translation>Reasons</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <source>保存</source>
      <translation>Save</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>保存{name}</source>
      <translation>Save {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/support.py" />
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>保存…</source>
      <translation>Save...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>保存一份 Excel 表格，交给企业或自己填写，再带回来。</source>
      <translation>Save an Excel workbook, have it filled in, and bring it back.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>保存副本</source>
      <translation>Save copy</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>保存副本…</source>
      <translation>Save copy...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>保存在</source>
      <translation>Saved in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <source>保存并签名…</source>
      <translation>Save and sign...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>保存报告</source>
      <translation>Save the report</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>保存报告…</source>
      <translation>Save report...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>保存空白汇总表…</source>
      <translation>Save an empty table...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>保存证书…</source>
      <translation>Save the certificate...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/minutes.py" />
      <source>保留</source>
      <translation>Keep</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/limits.py" />
      <source>保留案卷里的限</source>
      <translation>Keep the limits in the case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sides.py" />
      <source>保留这条记录</source>
      <translation>Keep this record</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>保证级</source>
      <translation>Assurance</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/people.py" />
      <source>信任的根证书</source>
      <translation>Trusted roots</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <source>修改</source>
      <translation>Change</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stops.py" />
      <location filename="qmdesk/ui/pages/registry.py" />
      <location filename="qmdesk/ui/programme/history.py" />
      <location filename="qmdesk/ui/programme/registry.py" />
      <source>修改记录</source>
      <translation>History</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <source>值</source>
      <translation>Value</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/page.py" />
      <source>假如</source>
      <translation>What if</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>假设的数值</source>
      <translation>Value to suppose</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>假设的条目或指标</source>
      <translation>Item or figure to suppose</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>假设的等级</source>
      <translation>Level to suppose</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>做离厂检查</source>
      <translation>Leaving check</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>停下</source>
      <translation>Stop</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/answer.py" />
      <location filename="qmdesk/ui/importing/window.py" />
      <location filename="qmdesk/ui/outbox/card.py" />
      <location filename="qmdesk/ui/pages/report.py" />
      <location filename="qmdesk/ui/pages/sync.py" />
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>停止</source>
      <translation>Stop</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/watch_line.py" />
      <source>停止接收</source>
      <translation>Stop watching</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>允许误差（%）</source>
      <translation>Margin (%)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>先不归类，传来后在“记录”里归</source>
      <translation>Not sorted: do it later under Notes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>先从下面最近的备份恢复；备份里没有的，再从文件里抢救。损坏的文件只读取，不会改动。</source>
      <translation>First bring back the newest backup below; salvage from the file what the backup has not. The damaged file is only read, never changed.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>先做离厂检查</source>
      <translation>Leaving check first</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>先在下面的表里选中读数</source>
      <translation>Select readings in the table below first</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/agreed.py" />
      <source>先在这里定下关键特性和规格限，再看数据。一行一个特性；关键的在“关键特性”写“是”。</source>
      <translation>Settle the key characteristics and their limits here before looking at data. One a line; those that are key say yes in that column.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <location filename="qmdesk/ui/pages/report.py" />
      <source>先填写时间戳服务器的地址。</source>
      <translation>Fill in the address of a time stamp server first.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_study.py" />
      <source>先填零件、测量人和次数</source>
      <translation>Fill in parts, operators and trials first</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>先把要补的签名加入列表。</source>
      <translation>Add the signatures to the list first.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>先放着，内容保留（Esc）</source>
      <translation>Set aside, nothing is lost (Esc)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_pane.py" />
      <source>先新增首次会议约定的关键特性，填规格限，再输入测量值；或导入测量数据文件。</source>
      <translation>Add the key characteristics agreed at the opening meeting, enter their limits, then readings; or import a file of measurements.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>先看读出了什么，再带入。整批带入算一步，撤销一次就全部退回。</source>
      <translation>See what was read, then take it in. Each file is one step: one undo sets it back.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <source>先选中不要的行</source>
      <translation>Select the rows to drop first</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>先选年度；其余内容以后随时可以补充。</source>
      <translation>Choose the edition first; everything else can be added later.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>先选签名人，再签名；名单来自企业代表和末次会议签到</source>
      <translation>Choose who signs first: representatives, and who signed in to the closing meeting for the enterprise</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>光标前后都要有内容</source>
      <translation>There must be words on both sides of the cursor</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>全屏</source>
      <translation>Full screen</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>全数检查，共 {n} 件。</source>
      <translation>All are inspected, {n} in all.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/registry.py" />
      <source>全过程质量绩效</source>
      <translation>Quality performance</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yield_plots.py" />
      <source>全过程：{value}</source>
      <translation>Whole process: {value}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>全部</source>
      <translation>All</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/panel.py" />
      <source>全部 {count} 条…</source>
      <translation>All {count}...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <source>全部八条</source>
      <translation>all eight</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>全部列入</source>
      <translation>Take all</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>全部地区</source>
      <translation>All regions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/about/window.py" />
      <source>全部存为一个文件</source>
      <translation>Save all as one file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/about/window.py" />
      <source>全部存为一个文件…</source>
      <translation>Save all as one file...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>全部导出</source>
      <translation>Everything</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>全部数据</source>
      <translation>All data</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>全部数据（Excel）…</source>
      <translation>All data (Excel)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <source>全部机构</source>
      <translation>All institutions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>全部步骤</source>
      <translation>All steps</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>全部状态</source>
      <translation>All states</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>全部类别</source>
      <translation>All classes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>全部维度</source>
      <translation>All dimensions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <source>全部行业</source>
      <translation>All trades</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <source>全部规模</source>
      <translation>All sizes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>全部通过</source>
      <translation>All passed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>公差 %</source>
      <translation>% tolerance</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>公正性与保密声明已签（{day}）</source>
      <translation>Impartiality and confidentiality declared ({day})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>公正性与保密声明已签（{day}，现场期间加入）</source>
      <translation>Impartiality and confidentiality declared ({day}, joined during the visit)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/answer.py" />
      <source>共 {n} 个文件，新存入 {kept} 个</source>
      <translation>{n} files in all, {kept} newly kept</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>共 {n} 份</source>
      <translation>Documents: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table_panel.py" />
      <source>共 {n} 处有误，去下一处</source>
      <translation>{n} cells are wrong; go to the next</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/about/window.py" />
      <source>关于与许可</source>
      <translation>About and licences</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tools.py" />
      <source>关于与许可…</source>
      <translation>About and licences...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>关联的能力评价</source>
      <translation>Linked capability review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <location filename="qmdesk/ui/shell/notices.py" />
      <source>关闭</source>
      <translation>Close</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>关闭上传</source>
      <translation>Close uploading</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <location filename="qmdesk/ui/pages/scope.py" />
      <source>其他</source>
      <translation>Other</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <location filename="qmdesk/ui/pages/report.py" />
      <source>其他格式</source>
      <translation>Other formats</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>其他环节</source>
      <translation>Another link</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/shell.py" />
      <source>其他项目</source>
      <translation>Other programmes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>其余内容以后随时可以补充。</source>
      <translation>Everything else can be added at any time.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/facts_tab.py" />
      <source>其余均无异议</source>
      <translation>All others agreed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>其它</source>
      <translation>Others</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stops.py" />
      <source>典型经验</source>
      <translation>Experience</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>典型经验（Word）…</source>
      <translation>Experience (Word)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <location filename="qmdesk/ui/programme/history.py" />
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>内容</source>
      <translation>Field</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>内部和外部损失，按类别和月份</source>
      <translation>Internal and external losses by category and month</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/note_card.py" />
      <source>再归到一处</source>
      <translation>Bind to another</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/facts_tab.py" />
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <location filename="qmdesk/ui/pages/floor/notes.py" />
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>再显示 {n} 条</source>
      <translation>Show {n} more</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>再现性（人）</source>
      <translation>Reproducibility (people)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>再看看</source>
      <translation>Not yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>再记一次时间</source>
      <translation>Note the time again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>再试一次</source>
      <translation>Try again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/fields.py" />
      <location filename="qmdesk/ui/trust/making.py" />
      <source>再输一次口令</source>
      <translation>The passphrase again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>再输入代码 {code}</source>
      <translation>and enter the code {code}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <source>写下被访人和岗位，表里按层级的问题随手可选，也可以自己写。回答一条按 Enter 接下一条，自动挂到条目上。</source>
      <translation>Write down whom you ask; the form's questions for that level are at hand, and you can add your own. Enter goes on to the next answer, and each belongs to its item.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_tab.py" />
      <source>写下要回答的问题、从哪里抽、抽多少、怎样抽，编号由随机种子当场抽出，写进报告，谁都能重现。见证或重复测量的读数与企业的并排，差别当场检验。</source>
      <translation>State the question, from where, how many and how; the numbers are drawn on the spot from a seed that stands in the report, so that anyone can draw them again. Witnessed or repeated readings stand beside the enterprise's, and their difference is tested at once.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>写出整改情况表</source>
      <translation>Write the workbook</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>写出整改情况表…</source>
      <translation>Write the workbook...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/canvas.py" />
      <source>写好按 Enter</source>
      <translation>Enter when done</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>写文字</source>
      <translation>Write words</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>冲突</source>
      <translation>Conflicts</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sides.py" />
      <source>冲突中选定 {who} 的值</source>
      <translation>Chosen in a conflict: {who}'s value</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/registry.py" />
      <source>准备与首次会议</source>
      <translation>Preparation and opening</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/fields.py" />
      <source>几个不相干的词连成一句，又长又好记；口令不保存在任何地方</source>
      <translation>A few words that have nothing to do with each other are long and easy to remember. The passphrase is kept nowhere</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/page.py" />
      <source>凭证</source>
      <translation>Vouchers</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>凭证 {amount}</source>
      <translation>vouchers {amount}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_strata.py" />
      <source>分层</source>
      <translation>Strata</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution.py" />
      <source>分布</source>
      <translation>Distribution</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>分母是年度总产值，不是营业收入；填了损失和总产值，程序会核对损失率。</source>
      <translation>Over the total output value, not the revenue; with losses and output value given the rate is checked.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>分组行 {n}</source>
      <translation>{n} group lines</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>列入全部 {n} 处矛盾</source>
      <translation>Take all contradictions ({n})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>列入所选</source>
      <translation>Take this one</translation>
    </message>
    <message>
      <location filename="qmdesk/app/desktop.py" />
      <source>刚才这一步没有做成，程序可以继续使用。案卷是安全的，已保存的内容都在。</source>
      <translation>That last step failed; you can go on working. The case is safe, and everything saved is there.</translation>
    </message>
    <message>
      <location filename="qmdesk/app/desktop.py" />
      <source>刚才这一步没有做成，程序可以继续使用。案卷是安全的，已保存的内容都在。错误报告：{path}</source>
      <translation>That last step failed; you can go on working. The case is safe, and everything saved is there. Error report: {path}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>删去这一行</source>
      <translation>Remove this row</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_list.py" />
      <source>删除{what}</source>
      <translation>Delete: {what}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/voucher_row.py" />
      <source>删除凭证</source>
      <translation>Remove voucher</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <source>删除建议</source>
      <translation>Delete suggestion</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/capability.py" />
      <source>删除特性</source>
      <translation>Delete characteristic</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/trace_link.py" />
      <source>删除环节</source>
      <translation>Remove link</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>删除研究</source>
      <translation>Delete the study</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <location filename="qmdesk/ui/pages/performance/table_panel.py" />
      <source>删除行</source>
      <translation>Delete row</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/note_card.py" />
      <source>删除记录</source>
      <translation>Delete the note</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/answers.py" />
      <source>删除这一问</source>
      <translation>Remove this question</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sides.py" />
      <source>删除这条记录</source>
      <translation>Delete this record</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>删除选中的标注</source>
      <translation>Delete the chosen mark</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <location filename="qmdesk/ui/pages/performance/readings_table.py" />
      <source>删除选中的测量值</source>
      <translation>Delete the selected readings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <source>判异准则：{rules}</source>
      <translation>Rules: {rules}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <source>利益冲突核查：{n} 处待处理（{names}）</source>
      <translation>Conflict check: {n} to be dealt with ({names})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <source>利益冲突核查：没有冲突</source>
      <translation>Conflict check: none</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <source>利益冲突核查：没有冲突（{n} 处已核实说明）</source>
      <translation>Conflict check: none (explained: {n})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>别名、简称，用顿号分开</source>
      <translation>Nicknames, short names; commas between</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>到期</source>
      <translation>Due</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <location filename="qmdesk/ui/pages/preparing/question_pane.py" />
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <source>到条目</source>
      <translation>To the item</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>到离厂检查看全部</source>
      <translation>See all in the leaving check</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/about/window.py" />
      <source>制造业企业质量管理能力评价现场复核</source>
      <translation>On-site reviews of quality-management capability</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/check_tab.py" />
      <source>前往</source>
      <translation>Go there</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>前往左侧第 1 … 9 站</source>
      <translation>To stop 1 ... 9 on the left</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/check_tab.py" />
      <source>前往：{text}</source>
      <translation>Go there: {text}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>前期评价</source>
      <translation>Assessed before</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>剔除</source>
      <translation>Exclude</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>剔除 {count} 个读数，自第 {n} 个起</source>
      <translation>Exclude {count} readings, from number {n} on</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <source>剔除…</source>
      <translation>Exclude...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <location filename="qmdesk/ui/pages/performance/readings_table.py" />
      <source>剔除或恢复选中的测量值…</source>
      <translation>Exclude or take back the selected readings...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <location filename="qmdesk/ui/pages/performance/readings_model.py" />
      <source>剔除的理由</source>
      <translation>Why excluded</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>剔除第 {n} 个读数 {value}</source>
      <translation>Exclude reading {n}, {value}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>剪贴板里没有图片</source>
      <translation>There is no picture on the clipboard</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <source>剪贴板里没有图片或文件</source>
      <translation>There is no picture or file on the clipboard</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>剪贴板里没有数据</source>
      <translation>There are no data on the clipboard</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>副本</source>
      <translation>copy</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>副本按方案遮盖，每页写明是副本、不是签署的原件；制作时记入日志。发出前请通读一遍。</source>
      <translation>A copy is masked by a policy, says on every page that it is no signed original, and is noted in the journal. Read it before it leaves.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>副本方案</source>
      <translation>Policy</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/checking_page.py" />
      <source>加{role}</source>
      <translation>{role}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>加一个环节</source>
      <translation>Add a link</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/attendance.py" />
      <source>加入</source>
      <translation>Add</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>加入假设</source>
      <translation>Suppose</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>加入签名</source>
      <translation>Add signature</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/attendance.py" />
      <source>加入评价组和企业代表</source>
      <translation>Add the team and the representative</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>加凭证</source>
      <translation>Add voucher</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/voucher_row.py" />
      <source>加凭证照片</source>
      <translation>Add a photo of the voucher</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>加密后，案卷和它的备份没有口令就读不出来。报告、同步包和导出的表格不在其内。</source>
      <translation>An encrypted case and its backups can't be read without the passphrase. Reports, sync packages and exported tables are not covered.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>加密案卷</source>
      <translation>Encrypt the case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>加密给（收件人的证书，可选）</source>
      <translation>Seal for (recipient's certificate, optional)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>加权总分</source>
      <translation>Weighted total</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/note_card.py" />
      <source>加照片</source>
      <translation>Add photos</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/tile.py" />
      <source>加说明</source>
      <translation>Add a caption</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>包装与入库</source>
      <translation>Packing and store</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>升到{level}还需要</source>
      <translation>Needed for {level}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yield_next.py" />
      <source>升到{level}（{asked}），只改进一道工序不够；{n} 道工序各须平均达到 {each}</source>
      <translation>To reach {level} ({asked}), improving one step is not enough; each of the {n} steps would need {each} on average</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yield_next.py" />
      <source>升到{level}（{asked}），只改进一道工序时：{steps}</source>
      <translation>To reach {level} ({asked}) by one step alone: {steps}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_words.py" />
      <source>升到{level}（{asked}）：{units} 件中不合格品最多 {most} 件（现有 {now} 件）</source>
      <translation>To reach {level} ({asked}): at most {most} defective of {units} units (now {now})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>升到{level}，最少还要：</source>
      <translation>For {level} at least these are needed:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <source>升级前的副本</source>
      <translation>Copy made before an upgrade</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>卓越级</source>
      <translation>Excellence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <location filename="qmdesk/ui/intake/table.py" />
      <source>单位</source>
      <translation>Unit</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>单值</source>
      <translation>n = 1</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>占公差 {percent} %</source>
      <translation>{percent} % of tolerance</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>印出的等级：{printed}；按报告内数据重算：{again}</source>
      <translation>Printed grade: {printed}; computed again from the report's data: {again}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>印章图片</source>
      <translation>Picture of the seal</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>原因</source>
      <translation>Reason</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/history.py" />
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>原来</source>
      <translation>Before</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>原表位置</source>
      <translation>Place in the table</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/check_tab.py" />
      <source>去作结论</source>
      <translation>Conclude</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>去名录</source>
      <translation>Go to the roster</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/places.py" />
      <source>去处</source>
      <translation>Place</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <source>去掉了 {n} 个读数，可撤销（Ctrl+Z）</source>
      <translation>{n} readings removed; Ctrl+Z brings them back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>去掉这个签名</source>
      <translation>Drop this signature</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>去掉这条假设</source>
      <translation>Drop this supposition</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>去掉这条记录</source>
      <translation>Remove this entry</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/review.py" />
      <source>去更正</source>
      <translation>Amend</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>去汇总</source>
      <translation>To the roll-up</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>去登记损失</source>
      <translation>Record losses</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <location filename="qmdesk/ui/pages/grade/questions.py" />
      <source>去看看</source>
      <translation>Show</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>去起草整改建议</source>
      <translation>Draft suggestions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/open_points.py" />
      <source>去选定</source>
      <translation>Choose</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>县（市、区）</source>
      <translation>County</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>参评企业汇总表</source>
      <translation>Roster</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <location filename="qmdesk/ui/programme/roster.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>参评类别</source>
      <translation>class</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>发件箱</source>
      <translation>Outbox</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>发件箱是空的。先添加一个去处，再点“打包并投递”。</source>
      <translation>The outbox is empty. Add a place, then press "Pack and deliver".</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>发布日期</source>
      <translation>Published on</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>发给企业填写，填好后用来建立案卷</source>
      <translation>For the enterprise to fill in; a case is made of it</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>发货与客户</source>
      <translation>Delivery and customer</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>取下</source>
      <translation>Take off</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <location filename="qmdesk/ui/intake/window.py" />
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <location filename="qmdesk/ui/pages/path_card.py" />
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <location filename="qmdesk/ui/signing/pad.py" />
      <source>取消</source>
      <translation>Cancel</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>取消加密</source>
      <translation>Take the encryption off</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>取消商定</source>
      <translation>Withdraw</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <source>取消自第 {n} 点的阶段</source>
      <translation>Remove the phase from point {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>取用了 {count} 个数据</source>
      <translation>{count} figures taken over</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>取用同一家企业评价案卷里的损失率、合格率、总产值、人数和复核等级，并记下出处。</source>
      <translation>Takes loss rate, pass rate, output value, employees and level from a review of the same enterprise, with where they stand there.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>变差的组成</source>
      <translation>Components of variation</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/login.py" />
      <location filename="qmdesk/ui/protect/window.py" />
      <source>口令</source>
      <translation>Passphrase</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/unlock.py" />
      <source>口令或恢复密钥</source>
      <translation>Passphrase or recovery key</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/page.py" />
      <location filename="qmdesk/ui/pages/preparing/readings.py" />
      <source>口径</source>
      <translation>Settled readings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>另外要遮盖的词</source>
      <translation>Further words to mask</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/window.py" />
      <source>另存为 PDF…</source>
      <translation>Save as PDF...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/tile.py" />
      <source>另存原件</source>
      <translation>Save the original</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/tile.py" />
      <source>另存原件…</source>
      <translation>Save the original as...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <source>另有 {count} 条</source>
      <translation>{count} more</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/limits.py" />
      <source>另有 {n} 个特性也是</source>
      <translation>so are those of {n} more characteristics</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/notices.py" />
      <source>另有 {n} 个问题</source>
      <translation>{n} more problems</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>另有 {n} 个，见下表</source>
      <translation>{n} more in the table below</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <location filename="qmdesk/ui/pages/performance/readings_paste.py" />
      <location filename="qmdesk/ui/pages/performance/table_panel.py" />
      <source>另有 {n} 处</source>
      <translation>{n} more</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>另有 {n} 条接不上的记录单独存着。</source>
      <translation> {n} more entries that can not be linked are kept apart.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/answer.py" />
      <location filename="qmdesk/ui/importing/window.py" />
      <location filename="qmdesk/ui/intake/notes.py" />
      <source>另有 {n} 条说明</source>
      <translation>{n} more remarks</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <source>另有 {n} 点违反准则</source>
      <translation>{n} more points break a rule</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/check_tab.py" />
      <source>另有 {n} 项请斟酌</source>
      <translation>{n} more to weigh</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>另有 {n} 项，见定级</source>
      <translation>{n} more, see the grade</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_words.py" />
      <source>只供参考，不参与定级：定级按不合格品件数</source>
      <translation>for information only, it decides nothing: the level goes by defective units</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>只信任指定的根证书…</source>
      <translation>Trust only certain roots...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>只信任：{names}</source>
      <translation>Believed: {names} only</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>只列出前 {n} 家</source>
      <translation>the first {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>只导出此包之后的新记录（可选）</source>
      <translation>Only what came after this package (optional)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>只导出这位同事没有的（按收到的他的同步包）</source>
      <translation>Only what this colleague lacks (by the packages received from them)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>只手写，无证书</source>
      <translation>By hand only, no certificate</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>只接受由信任名单中的根证书签发的同步包</source>
      <translation>Take only packages whose signer a trusted root has certified</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/support.py" />
      <source>只有日志和错误报告：编号、代码和散列值，不含案卷里的名称和文字。下面就是要保存的全部内容。</source>
      <translation>Only logs and error reports: ids, codes and hashes, no names or texts of a case. What you see here is all that will be saved.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>只有本人知道</source>
      <translation>Known to its owner only</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/answers.py" />
      <source>只看合适的</source>
      <translation>Only those that fit</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>只看所选</source>
      <translation>Only those chosen</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>只能分出 {n} 类，通常要求至少 {least} 类</source>
      <translation>Only {n} categories can be told apart; at least {least} are usually asked for</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>只读</source>
      <translation>Read-only</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/handover.py" />
      <source>可以生成自评包交给评价组。</source>
      <translation>The package can be written and given to the assessors.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/fields.py" />
      <source>可以用；再长一些更稳妥</source>
      <translation>It will do; longer is safer</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/check_tab.py" />
      <source>可以离厂</source>
      <translation>Ready to leave</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>可公布 {listed} 家，暂不公布 {held} 家</source>
      <translation>{listed} can be published, {held} not yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>可列入的矛盾</source>
      <translation>Contradictions to take</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>可编辑文本</source>
      <translation>Text to edit</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>可编辑文本（Word）…</source>
      <translation>Text to edit (Word)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>可选</source>
      <translation>Optional</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_strata.py" />
      <source>各层合计 {total}，总体 {population}</source>
      <translation>The strata add up to {total}, the population is {population}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>各月不合格品率</source>
      <translation>Defective share by month</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>各环合计 {minutes} 分钟</source>
      <translation>Links: {minutes} min</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/panel.py" />
      <source>各环节都已完成</source>
      <translation>All stages are over</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution.py" />
      <source>各种分布的拟合，Enter 选用</source>
      <translation>Fits of distributions, Enter chooses</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>各站都看过了</source>
      <translation>All stops were seen</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/ratings.py" />
      <source>各评估员的评级</source>
      <translation>Ratings of each assessor</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>合并后的重复性</source>
      <translation>Repeatability, pooled</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>合并所选</source>
      <translation>Merge those ticked</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>合格率</source>
      <translation>Yield</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>合计</source>
      <translation>Total</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <source>合计 {amount}</source>
      <translation>total {amount}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>合计行 {n}</source>
      <translation>{n} rows of sums</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/root_word.py" />
      <source>吊销…</source>
      <translation>Revoke...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/root_word.py" />
      <source>吊销名单写到…</source>
      <translation>Write the revocation list to...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>同事送来的同步包按案卷归入；有问题的另放一处并说明原因，不影响其余。</source>
      <translation>Packages from colleagues go into their own cases; one that can't be taken is set aside with the reason, the others go in.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>同意公布</source>
      <translation>Consents to publication</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>同时还在</source>
      <translation>At the same time</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stops.py" />
      <location filename="qmdesk/ui/pages/registry.py" />
      <source>同步</source>
      <translation>Sync</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>同步包</source>
      <translation>Package</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/arrivals.py" />
      <source>同步包 (*.zip *.p7m)</source>
      <translation>Packages (*.zip *.p7m)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/registry.py" />
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>名录</source>
      <translation>Roster</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>名录中的案卷</source>
      <translation>The cases of the roster</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/history.py" />
      <source>名录的每次改动都留痕，导入和撤销也在内。</source>
      <translation>Every change of the roster stays on record, imports and undoing too.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>名录里有了企业和复核等级，这里就按主管部门列出公布名单；没有进名单的，逐家写明原因。</source>
      <translation>Once the roster has enterprises and review levels, this shows who is to be published by whom; everybody else with the reason.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>名录里还没有企业，先导入名录</source>
      <translation>The roster is empty: import one first</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>名录里还没有关联的案卷</source>
      <translation>No row of the roster has a case yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/places.py" />
      <source>名称</source>
      <translation>Name</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>名称、代码、机构、人员…</source>
      <translation>Name, code, institution, people...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/places.py" />
      <source>名称（可选）</source>
      <translation>Name (optional)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>后台进程</source>
      <translation>Background processes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <location filename="qmdesk/ui/widgets/case_field.py" />
      <source>否</source>
      <translation>No</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/ratings.py" />
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>商定</source>
      <translation>Agreed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>商定为 {name}</source>
      <translation>Agree on {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/page.py" />
      <source>器具</source>
      <translation>Gauges</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/shell.py" />
      <location filename="qmdesk/ui/shell/bar.py" />
      <location filename="qmdesk/ui/shell/search.py" />
      <source>回到开始页</source>
      <translation>Back to the start page</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/answers.py" />
      <source>回答</source>
      <translation>Answer</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/answers.py" />
      <source>回答，按 Enter 接下一条</source>
      <translation>Answer; Enter goes on</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>国内市场占有率</source>
      <translation>Domestic market share</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>国际市场占有率</source>
      <translation>International market share</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>图中显示的产品族</source>
      <translation>Product family in the chart</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <source>图已写入 {path}</source>
      <translation>Chart written to {path}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>图片 (*.png *.jpg *.jpeg *.webp)</source>
      <translation>Pictures (*.png *.jpg *.jpeg *.webp)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/canvas.py" />
      <source>图片和标注</source>
      <translation>Picture and marks</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/tile.py" />
      <source>图片已损坏</source>
      <translation>Damaged picture</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>图片，发聊天用（PNG）…</source>
      <translation>Pictures for a chat (PNG)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <source>图的分组</source>
      <translation>Grouping of the charts</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/charts/view.py" />
      <source>图的操作：{name}</source>
      <translation>What to do with the chart: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>图的样式</source>
      <translation>Kind of chart</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/charts/drawn.py" />
      <source>图：{name}</source>
      <translation>Chart: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>在光标处拆开</source>
      <translation>Split at the cursor</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <source>在导出的文件里改正，再导入同一个文件：改对的行进名录，这里随之了结。</source>
      <translation>Correct them in the exported file and import that file again: right rows go into the roster and are settled here.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_pane.py" />
      <source>在左边输入测量值：一个一个按 Enter，或从 Excel 粘贴一列（多列时每行是一个子组）。</source>
      <translation>Enter readings on the left: one after another with Enter, or paste a column from Excel (of several columns each row is a subgroup).</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/window.py" />
      <source>在帮助中查找</source>
      <translation>Search help</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>在条目上粘贴截图作佐证</source>
      <translation>Paste a screenshot as evidence of the item</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table_model.py" />
      <location filename="qmdesk/ui/widgets/case_field.py" />
      <source>在窗口中选定</source>
      <translation>Chosen in the window</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>在练习案卷里走一遍，不影响真实案卷</source>
      <translation>Go through a practice case; no real case is touched</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>在表中查找</source>
      <translation>Find in the tables</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <source>在表中查看</source>
      <translation>Show in the table</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>在路径、页面、等级之间移动</source>
      <translation>Between path, page and grade</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>在这里记一条（F8）</source>
      <translation>Note here (F8)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>在这里记下的</source>
      <translation>Noted here</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>地区</source>
      <translation>region</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>地点</source>
      <translation>Place</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>均值-极差法</source>
      <translation>Average-range</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>均值-极差法：%GRR {percent} %，ndc {ndc}；判定按方差分析法</source>
      <translation>Average-range method: %GRR {percent} %, ndc {ndc}; the verdict goes by the analysis of variance</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>均分</source>
      <translation>Mean</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>均方</source>
      <translation>Mean square</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>培训副本</source>
      <translation>Copy for training</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>填企业名称和信用代码即可开始</source>
      <translation>Name and credit code are enough to begin</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>填入交验数和合格数，这里就画出全过程合格率。</source>
      <translation>Enter counts submitted and passed, and the whole process's yield is drawn here.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <source>填入年度总产值后才有损失率</source>
      <translation>Rates need the year's total output value</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <source>填入检验总数和不合格品数，这里就显示百万件不合格数和对应的等级。</source>
      <translation>Enter units and defective units, and the defects per million and their level are shown here.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>填入第一道工序的交验数和合格数，这里就画出全过程合格率。</source>
      <translation>Enter what the first step submitted and passed, and the whole process's yield is drawn here.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <source>填入金额和年度总产值，这里就显示内部、外部损失率及其等级区间。</source>
      <translation>Enter amounts and the year's output value, and both rates are shown here on their bands.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>填写人（您的姓名）</source>
      <translation>Filled in by (your name)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/widgets/basics.py" />
      <source>填写有误</source>
      <translation>Not valid</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/schedule.py" />
      <source>填写现场复核日期</source>
      <translation>Fill in the days of the visit</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>填好总体数量、样本数量，这里就立刻抽出编号。</source>
      <translation>Once the sizes of the population and of the sample are filled in, numbers are drawn here at once.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>填报 {amount}</source>
      <translation>entered {amount}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>增加产品或服务</source>
      <translation>Add a product or service</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>增加指标</source>
      <translation>Add a row</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>增加竞争对手或标杆</source>
      <translation>Add a competitor or benchmark</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>增加联络员</source>
      <translation>Add a liaison</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <location filename="qmdesk/ui/printing/papers.py" />
      <source>声明</source>
      <translation>Declarations</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>声明并签名…</source>
      <translation>Declare and sign...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/keeper.py" />
      <location filename="qmdesk/ui/backup/window.py" />
      <source>备份与恢复</source>
      <translation>Backups</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tools.py" />
      <source>备份与恢复…</source>
      <translation>Backups...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <location filename="qmdesk/ui/pages/closing/page.py" />
      <source>备份到另一介质…</source>
      <translation>Back up to another medium...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <location filename="qmdesk/ui/pages/closing/page.py" />
      <source>备份到哪里？最好是另一块盘</source>
      <translation>Where to? Another disk is best</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>备注</source>
      <translation>Note</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/scope.py" />
      <source>备注与异议</source>
      <translation>Notes and objection</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <source>复制</source>
      <translation>Copy</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/charts/view.py" />
      <source>复制图片</source>
      <translation>Copy picture</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>复制编号</source>
      <translation>Copy numbers</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>复核</source>
      <translation>Reviewed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>复核等级</source>
      <translation>Reviewed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <source>复核组</source>
      <translation>Ours</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>复核组 {n} 个，平均 {ours}；企业 {m} 个，平均 {theirs}</source>
      <translation>Ours: {n}, mean {ours}; theirs: {m}, mean {theirs}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <source>复核组与企业的读数</source>
      <translation>Our readings and the enterprise's</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>复核结论日期</source>
      <translation>Review concluded on</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>外来文件读入</source>
      <translation>Reading files from outside</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <source>外观</source>
      <translation>Appearance</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>大型</source>
      <translation>Large</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/fields.py" />
      <source>太短或太单调：至少 8 个字符</source>
      <translation>Too short or too plain: 8 characters at least</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>如 1.45</source>
      <translation>e.g. 1.45</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>如 2500（件/百万件）</source>
      <translation>e.g. 2500 (per million)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>如 96.5（%）</source>
      <translation>e.g. 96.5 (%)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>如：某市经信局</source>
      <translation>e.g. the city's authority</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>姓名</source>
      <translation>Name</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>姓名，回车添加</source>
      <translation>Name, then Enter</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/attendance.py" />
      <source>姓名，按 Enter 加入</source>
      <translation>Name, then Enter</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <location filename="qmdesk/ui/intake/table.py" />
      <source>子组</source>
      <translation>Subgroup</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>子组 {n} 个</source>
      <translation>n = {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>子组不等</source>
      <translation>Unequal</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>子组大小</source>
      <translation>Subgroup size</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>字体</source>
      <translation>Fonts</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/experience_page.py" />
      <source>字数同 Word：汉字、中文标点各算一个，一串字母数字算一个。行首 # 是小标题，##、### 是下级。</source>
      <translation>Counted as Word counts: a Chinese character or mark is one, a run of letters and digits is one. A line with # is a heading, ## and ### those below.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/experience_page.py" />
      <source>字符 {n}</source>
      <translation>characters {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>存为文本文件…</source>
      <translation>Save as a text file...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>存入</source>
      <translation>Taken in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>守着收件处，有新到的提醒我</source>
      <translation>Watch this place and tell me what comes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <source>安全与保密</source>
      <translation>Safety and confidentiality</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <location filename="qmdesk/ui/tour/card.py" />
      <source>完成</source>
      <translation>Done</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>完成与计划</source>
      <translation>Done against planned</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/registry.py" />
      <source>定级</source>
      <translation>Grade</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>实时等级</source>
      <translation>Live grade</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>实测 Cpk 达到 {expected} 时，{n} 件可按 95 % 置信度证实 Cpk 不低于 {target}</source>
      <translation>with a measured Cpk of {expected}, {n} pieces demonstrate a Cpk of at least {target} with 95 % confidence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/checking_page.py" />
      <source>审查结果与案卷数据相反，请核对。</source>
      <translation>The result is the opposite of the records: check both.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/incoming.py" />
      <source>对上 {new} 条，已带入过 {known} 条，未填 {blank} 条，对不上 {unmatched} 行；佐证 {files} 个，多余 {unlisted} 个</source>
      <translation>{new} matched, {known} taken in before, {blank} not filled in, {unmatched} rows matched to nothing; {files} files, {unlisted} not named by any row</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>对照同一份评价表自己评一遍：逐条自评、填指标、附佐证，完成后生成自评包交给评价组。</source>
      <translation>The enterprise goes through the same form itself: rates the items, fills in the figures, adds evidence, and then writes the package that the assessors take in.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <source>对象</source>
      <translation>Subject</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <source>导入</source>
      <translation>Imported</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table_panel.py" />
      <source>导入…</source>
      <translation>Import...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>导入名录</source>
      <translation>Import a roster</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>导入名录…</source>
      <translation>Import a roster...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>导入填好的材料…</source>
      <translation>Take in filled-in papers...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>导入根证书或吊销名单…</source>
      <translation>Import root or revocation list...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/capability.py" />
      <source>导入测量数据</source>
      <translation>Import measurements</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/capability.py" />
      <source>导入测量数据…</source>
      <translation>Import measurements...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>导入测量系统分析</source>
      <translation>Import a gauge study</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>导入测量系统分析…</source>
      <translation>Import a gauge study...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>导入联络员</source>
      <translation>Import contacts</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>导入联络员…</source>
      <translation>Import contacts...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>导入自评包</source>
      <translation>Import a self-assessment</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table_panel.py" />
      <source>导入表格</source>
      <translation>Import a table</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>导入预览</source>
      <translation>Before the import</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <location filename="qmdesk/ui/programme/roster.py" />
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>导出</source>
      <translation>Export</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/papers.py" />
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <source>导出 PDF…</source>
      <translation>Export PDF...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/charts/view.py" />
      <source>导出 PNG…</source>
      <translation>Export PNG...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/charts/view.py" />
      <source>导出 SVG…</source>
      <translation>Export SVG...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/papers.py" />
      <source>导出 XLSX…</source>
      <translation>Export XLSX...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/papers.py" />
      <source>导出{name}</source>
      <translation>Export: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>导出同步包</source>
      <translation>Export package</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>导出同步包…</source>
      <translation>Export package...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>导出和带入的选项</source>
      <translation>Options for export and import</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/charts/taking_out.py" />
      <source>导出图</source>
      <translation>Export chart</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>导出改正…</source>
      <translation>Export to correct...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <source>导出整改建议</source>
      <translation>Export suggestions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>导出日历文件</source>
      <translation>Export a calendar</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>导出日历文件…</source>
      <translation>Export a calendar...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>导出本机证书…</source>
      <translation>Export this device's certificate...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>导出汇总</source>
      <translation>Export the roll-up</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>导出结果</source>
      <translation>Export results</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>导出结果…</source>
      <translation>Export results...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>导出联络员</source>
      <translation>Export contacts</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>导出联络员…</source>
      <translation>Export contacts...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/card.py" />
      <source>导览</source>
      <translation>Tour</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/card.py" />
      <source>导览 {n} / {all}</source>
      <translation>Tour {n} / {all}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>将到期</source>
      <translation>Soon</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/support.py" />
      <source>将要保存的文件</source>
      <translation>Files to be saved</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>将读入 {sets} 个特性、{n} 个读数；跳过 {skipped} 个单元格</source>
      <translation>To be taken in: characteristics {sets}, readings {n}; cells skipped: {skipped}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>小型</source>
      <translation>Small</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>小数点</source>
      <translation>Decimal sign</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>尚未抽取。</source>
      <translation>Nothing has been drawn yet.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <source>尚未登记辅导经历；问过企业、确实没有的，无需填写。</source>
      <translation>No coaching on record; where the enterprise says there was none, nothing need be filled in.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>尚未签署公正性与保密声明</source>
      <translation>Impartiality and confidentiality not declared yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/figure_head.py" />
      <source>尚未询问</source>
      <translation>Not asked yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>尚缺 {names} 的数，现在的乘积是上限</source>
      <translation>Counts of {names} are missing; the product is an upper bound</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_strata.py" />
      <source>层</source>
      <translation>Stratum</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_strata.py" />
      <source>层内数量</source>
      <translation>Size</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_strata.py" />
      <source>层内数量须是正整数</source>
      <translation>The size of a stratum is a whole number above 0</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_strata.py" />
      <source>层要有名称</source>
      <translation>A stratum needs a name</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>工作时和关闭时会自动备份，照片等文件只存一份。恢复总是另起新名，核对完才算成功，不会盖掉现有的案卷。</source>
      <translation>Backups are made while you work and at closing; photos and other files are kept once. Restoring always takes a new name, counts only after a check, and never overwrites a case.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>工作簿（XLSX）…</source>
      <translation>Workbook (XLSX)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/shell.py" />
      <location filename="qmdesk/ui/shell/bar.py" />
      <location filename="qmdesk/ui/start/page.py" />
      <source>工具、外观与语言</source>
      <translation>Tools, looks and language</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>工序</source>
      <translation>Steps</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <location filename="qmdesk/ui/importing/window.py" />
      <source>工序交验表</source>
      <translation>Steps</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>左边是路径</source>
      <translation>The path is on the left</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <source>差</source>
      <translation>Difference</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>差 {amount}</source>
      <translation>difference {amount}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/window.py" />
      <source>已交给打印队列 {name}，但它已暂停；重新启用后才会印出。</source>
      <translation>Given to the queue {name}, which is stopped; it prints once the queue is started again.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>已作结论：{level}</source>
      <translation>Concluded: {level}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/tile.py" />
      <location filename="qmdesk/ui/importing/templates.py" />
      <location filename="qmdesk/ui/pages/report.py" />
      <source>已保存 {path}</source>
      <translation>Saved {path}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/shell.py" />
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>已保存 {time}</source>
      <translation>Saved {time}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/about/window.py" />
      <location filename="qmdesk/ui/help/support.py" />
      <location filename="qmdesk/ui/printing/window.py" />
      <location filename="qmdesk/ui/protect/window.py" />
      <source>已保存：{path}</source>
      <translation>Saved: {path}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>已停止。</source>
      <translation>Stopped.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>已停止，案卷没有改动。</source>
      <translation>Stopped; the case is unchanged.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>已写出 {names}，在 {folder}</source>
      <translation>Written {names}, in {folder}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>已写出 {name}；同事用它加密同步包，机构用它认证本机。</source>
      <translation>{name} written; colleagues seal packages for this device with it, and an institution certifies it.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>已写出 {path}</source>
      <translation>Written: {path}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>已写出 {path}（{name}），请各人导入</source>
      <translation>{path} written ({name}); hand it to everybody to import</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>已写出 {path}，{n} 条建议</source>
      <translation>Written: {path}, {n} suggestions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <source>已写出 {path}，{pages} 页，{count} 个签名</source>
      <translation>Written: {path}, {pages} pages, signatures: {count}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>已写出：{name}</source>
      <translation>Written: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>已列入 {n} 份材料，可撤销（Ctrl+Z）</source>
      <translation>Documents listed: {n} (Ctrl+Z undoes it)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>已列入 {n} 条，可撤销（Ctrl+Z）</source>
      <translation>Questions taken: {n} (Ctrl+Z undoes it)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/capability.py" />
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <location filename="qmdesk/ui/pages/performance/sampling_list.py" />
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <source>已删除，可撤销（Ctrl+Z）</source>
      <translation>Deleted; undo with Ctrl+Z</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>已剔除 {n} 个，不计入统计</source>
      <translation>{n} excluded, counted in nothing</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_plots.py" />
      <source>已剔除，不计入控制限</source>
      <translation>Excluded, not counted in the limits</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_model.py" />
      <source>已剔除：{reason}</source>
      <translation>Excluded: {reason}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>已加入</source>
      <translation>Added</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>已加密并核对；备份 {n} 份一同加密</source>
      <translation>Encrypted and checked; backups encrypted along with it: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>已取消加密</source>
      <translation>No longer encrypted</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/people.py" />
      <source>已吊销的证书</source>
      <translation>Revoked certificates</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/ratings.py" />
      <source>已商定</source>
      <translation>Settled</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>已在现场核实</source>
      <translation>verified on site</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/page.py" />
      <source>已备份到 {path}</source>
      <translation>Backed up to {path}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>已备份并核对：{path}</source>
      <translation>Backed up and read back: {path}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>已复制抽中的编号</source>
      <translation>The numbers drawn were copied</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar_steps.py" />
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>已完成</source>
      <translation>done</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>已导入 {n} 份根证书或吊销名单</source>
      <translation>Taken in: {n} roots or revocation lists</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>已导出 {n} 家：{name}</source>
      <translation>{n} enterprises written: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>已导出 {n} 张图片：{path}</source>
      <translation>{n} pictures written: {path}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>已导出 {n} 行：{name}。{said}</source>
      <translation>{n} rows written: {name}. {said}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>已导出 {n} 项日程：{name}</source>
      <translation>{n} events written: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <location filename="qmdesk/ui/pages/performance/page.py" />
      <location filename="qmdesk/ui/pages/preparing/papers.py" />
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <location filename="qmdesk/ui/programme/results.py" />
      <source>已导出 {path}</source>
      <translation>Exported {path}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>已导出 {path}，{n} 条记录</source>
      <translation>Exported {path}, {n} entries</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>已导出 {path}，小组已隐去</source>
      <translation>{path} written, small groups hidden</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/taken.py" />
      <source>已带入的同步包</source>
      <translation>Packages taken in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>已带入，{n} 处改动。不对的话，按 Ctrl+Z 退回。</source>
      <translation>Taken in: {n} changes. If it was wrong, Ctrl+Z sets it back.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>已弄清</source>
      <translation>Settled</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/question_pane.py" />
      <source>已弄清，下一条</source>
      <translation>Settled, next</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/notes.py" />
      <source>已归类 {n}</source>
      <translation>Sorted: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>已忘记这台设备，它的下一个同步包按新设备对待。</source>
      <translation>Forgotten: its next package is taken as one from a new device.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>已恢复 {n} 个读数</source>
      <translation>{n} readings taken back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>已恢复为 {path}，但有 {n} 个文件哪里都找不到完好的了。</source>
      <translation>Restored as {path}, but {n} files are whole nowhere any more.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>已恢复为 {path}，原来的案卷没有动。{counts}。</source>
      <translation>Restored as {path}; the case that was there is untouched. {counts}.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>已手写</source>
      <translation>Written by hand</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/shell.py" />
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>已打开</source>
      <translation>Opened</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>已抢救到 {path}：{n} 条记录、{files} 个文件。</source>
      <translation>Salvaged into {path}: {n} entries and {files} files.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>已按机构规定 {name}</source>
      <translation>By the institution's rules in {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/shell.py" />
      <source>已撤销，涉及 {n} 家</source>
      <translation>Undone for {n} enterprises</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>已撤销：{what}</source>
      <translation>Undone: {what}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>已改{field}：{n} 家</source>
      <translation>{field} changed for {n} enterprises</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>已是最高等级</source>
      <translation>Already the highest level</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/enclosures_page.py" />
      <source>已有 {count} 份</source>
      <translation>{count} there</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/receiver.py" />
      <source>已有同样的文件：{name}</source>
      <translation>Already there: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>已有案卷</source>
      <translation>With a case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>已有的项目</source>
      <translation>Existing programmes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <source>已用粘贴的 {n} 个读数代替原来的 {old} 个，可撤销</source>
      <translation>{n} pasted readings replace the {old} that were there; this can be undone</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>已盖时间戳（{authority}），可证明到 {day}</source>
      <translation>Stamped ({authority}), can be shown until {day}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>已看 {done} / {total}</source>
      <translation>{done} of {total} seen</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>已确认 {n} 家的类别</source>
      <translation>Classes of {n} enterprises confirmed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>已移出 {n} 家；Ctrl+Z 可撤销</source>
      <translation>{n} taken out; Ctrl+Z brings them back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>已答复</source>
      <translation>Answered</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>已签名，但声明未全部勾选</source>
      <translation>Signed, but not every declaration is ticked</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <location filename="qmdesk/ui/pages/report.py" />
      <source>已签名：{name}</source>
      <translation>Signed: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/agreed.py" />
      <source>已约定</source>
      <translation>Agreed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/agreed.py" />
      <source>已约定 {n} 个关键特性，可撤销（Ctrl+Z）</source>
      <translation>Key characteristics agreed: {n} (Ctrl+Z undoes it)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/naming.py" />
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>已结论</source>
      <translation>Concluded</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/schedule.py" />
      <source>已草拟日程，可撤销（Ctrl+Z）</source>
      <translation>Schedule drafted (Ctrl+Z undoes it)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>已记下，归在：{where}</source>
      <translation>Noted: {where}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/shared.py" />
      <source>已记为疑问，见“准备与首次会议”</source>
      <translation>Taken along as a question; see preparation and opening</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <source>已访谈层级</source>
      <translation>Levels interviewed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>已证明</source>
      <translation>Proved</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/page.py" />
      <source>已评 {done} / {total}</source>
      <translation>{done} of {total} rated</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>已贴 {n} 张图</source>
      <translation>{n} pictures</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>已走完</source>
      <translation>All done</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/check_tab.py" />
      <source>已跳过</source>
      <translation>Skipped</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>已连手机：{names}</source>
      <translation>Phones: {names}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/window.py" />
      <source>已送到打印机 {name}</source>
      <translation>Sent to the printer {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>已送达</source>
      <translation>Delivered</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>已选 {n} 家</source>
      <translation>{n} selected</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>已逾期</source>
      <translation>Overdue</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>已采纳 {n} 行；Ctrl+Z 可整批撤销</source>
      <translation>{n} rows taken in; Ctrl+Z takes all of them back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>已重做</source>
      <translation>Redone</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/shell.py" />
      <source>已重做，涉及 {n} 家</source>
      <translation>Redone for {n} enterprises</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>已重做：{what}</source>
      <translation>Redone: {what}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>市</source>
      <translation>City</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>带为疑问</source>
      <translation>Ask about it</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <location filename="qmdesk/ui/pages/incoming.py" />
      <location filename="qmdesk/ui/pages/rectify/incoming.py" />
      <source>带入</source>
      <translation>Take in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>带入 {new} 条新记录、{files} 个文件；{known} 条已有</source>
      <translation>{new} new entries and {files} files brought in; {known} were known</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <source>带入之前先看一遍</source>
      <translation>Before it is taken in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/incoming.py" />
      <source>带入了 {n} 条整改情况</source>
      <translation>{n} suggestions answered</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>带入同步包</source>
      <translation>Bring package in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>带入同步包…</source>
      <translation>Bring package in...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>带入同步包时留作商定</source>
      <translation>Left for the team to agree when packages were merged</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>带入同步包时选定</source>
      <translation>Chosen when the package was taken in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>带入整改材料</source>
      <translation>Take in a package</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>带入整改材料…</source>
      <translation>Take in a package...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>带入文件</source>
      <translation>Bring files in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tools.py" />
      <source>带入文件…</source>
      <translation>Bring files in...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>带入文件夹…</source>
      <translation>Take in a folder...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/open_points.py" />
      <source>带入时留作商定的冲突</source>
      <translation>Conflicts left to the team when packages came in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>带入过其同步包的设备。钥匙换了会报警；机主当面确认换过，才可以忘记它。</source>
      <translation>Devices whose packages were taken in. A changed key raises an alarm; forget a device only after its owner told you in person.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>带到现场的疑问</source>
      <translation>Questions to take along</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/asked.py" />
      <source>带来的疑问 {n} 条，{open} 条待答复</source>
      <translation>Questions taken along: {n}, to be answered: {open}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/window.py" />
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <source>帮助</source>
      <translation>Help</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/window.py" />
      <source>帮助正文</source>
      <translation>Text of help</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/window.py" />
      <source>帮助目录</source>
      <translation>Contents of help</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>帮助：眼前这一页、这一条</source>
      <translation>Help for the page or item in front</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>平均差 {value}，95 % 区间 {low} ~ {high}</source>
      <translation>Mean difference {value}, 95 % interval {low} to {high}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>平方和</source>
      <translation>Sum of squares</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>年度</source>
      <translation>Year</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>年度计划</source>
      <translation>Planned</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>并与案卷 {name} 比对。</source>
      <translation>Compared with the case {name}.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>并入了 {n} 条</source>
      <translation>{n} merged into it</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>序</source>
      <translation>No.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>序号</source>
      <translation>Number</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>建立案卷</source>
      <translation>Create the case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>建立案卷…</source>
      <translation>Make its case...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>建立质量标杆案卷：申报表、典型经验、核查、评分和公示</source>
      <translation>Make a case for an application: form, experience, check, scores, public notice</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/team_verdict.py" />
      <source>建议判为受控：{ground}</source>
      <translation>Proposed: in control, {ground}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>开启</source>
      <translation>Switch on</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>开启多久</source>
      <translation>For how long</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/second.py" />
      <source>开始二次复核</source>
      <translation>Begin the second review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>开始二次复核…</source>
      <translation>Begin a second review...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>开始计时</source>
      <translation>Start the watch</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>开始页</source>
      <translation>Start page</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>异议签名人</source>
      <translation>Objection signed by</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/fields.py" />
      <source>强度好</source>
      <translation>Strong</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <location filename="qmdesk/ui/intake/sets.py" />
      <source>归入</source>
      <translation>Goes to</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/finder.py" />
      <source>归到“{name}”</source>
      <translation>Sort to "{name}"</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/note_card.py" />
      <source>归到哪里</source>
      <translation>Bind to</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>往年已完成</source>
      <translation>Done before</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stops.py" />
      <source>征集环节</source>
      <translation>Stages</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>待办</source>
      <translation>Open things</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>待商定：{name}</source>
      <translation>To be agreed: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>待归类</source>
      <translation>not sorted yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/notes.py" />
      <source>待归类 {n}</source>
      <translation>To be sorted: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/note_card.py" />
      <source>待归类的照片和文件 {n}</source>
      <translation>Photos and files to sort: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>待答复</source>
      <translation>To be answered</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>待验证</source>
      <translation>To verify</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>微型</source>
      <translation>Micro</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>必须</source>
      <translation>Must</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/check_tab.py" />
      <source>必须处理</source>
      <translation>To be settled</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>忘了口令时只有它能打开案卷。只显示这一次：抄下来或打印，与电脑分开保管。</source>
      <translation>If the passphrase is forgotten, only this opens the case. It is shown this once: write it down or print it, and keep it apart from the computer.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/unlock.py" />
      <source>忘了口令时，在这里输入加密时抄下的恢复密钥。</source>
      <translation>If the passphrase is forgotten, enter the recovery key that was written down when the case was encrypted.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>忘记</source>
      <translation>Forget</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>忘记设备 {name}</source>
      <translation>Forget the device {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/window.py" />
      <location filename="qmdesk/ui/shell/keys.py" />
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <location filename="qmdesk/ui/shell/search.py" />
      <source>快捷键</source>
      <translation>Keys</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>快捷键一览</source>
      <translation>This list of keys</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>性质</source>
      <translation>Kind</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_strata.py" />
      <source>总体改为 {total}</source>
      <translation>Make the population {total}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>总变差</source>
      <translation>Total variation</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>恢复</source>
      <translation>Restore</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <source>恢复 {name} {when}</source>
      <translation>Restore {name} {when}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <source>恢复…</source>
      <translation>Restore...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <source>恢复原大小</source>
      <translation>Original size</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>恢复密钥</source>
      <translation>Recovery key</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>恢复密钥 {key}</source>
      <translation>Recovery key {key}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>恢复步骤：{name}</source>
      <translation>Take up again: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>恢复第 {n} 个读数</source>
      <translation>Take reading {n} back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>恢复自动识别</source>
      <translation>Recognise by itself again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>恢复这一行</source>
      <translation>Bring this row back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>恢复适用</source>
      <translation>Applies after all</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>成品放行</source>
      <translation>Release</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>我已把恢复密钥另外保存好</source>
      <translation>I have put the recovery key in a safe place</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>或在浏览器输入 {url}</source>
      <translation>or open {url}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <source>截图 {time}.png</source>
      <translation>Screenshot {time}.png</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>所在地区</source>
      <translation>Region</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>所在机构（可选）</source>
      <translation>Institution (optional)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>所属</source>
      <translation>Item or figure</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/finder.py" />
      <source>所属条目或指标</source>
      <translation>Item or figure</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/scope.py" />
      <source>所有指标用同一期间、同一场所边界；年度总产值是损失率的分母，不是营业收入。</source>
      <translation>All figures are for one period and one site; the year's total output value is the denominator of the loss rates, not the revenue.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/page.py" />
      <source>所有条目都已评级。下一步：核实绩效数据，再做离厂检查。</source>
      <translation>All items are rated. Next: verify the performance figures, then the leaving check.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>所测特性</source>
      <translation>Measures</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>所选行记为“{state}”（{keys}）</source>
      <translation>Mark the chosen rows as "{state}" ({keys})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/window.py" />
      <location filename="qmdesk/ui/shell/search.py" />
      <source>手册</source>
      <translation>Handbook</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>手写</source>
      <translation>By hand</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>手写…</source>
      <translation>Write by hand...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/pad.py" />
      <source>手写签名</source>
      <translation>Handwritten signature</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>手写签名图片（可选）</source>
      <translation>Picture of the handwriting (optional)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>手写签名由其后的电子签名一并保护，报告上会写明没有证书。</source>
      <translation>The signatures after it cover the handwriting; the report says that there is no certificate.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>手机上传照片</source>
      <translation>Photos from a phone</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/notes.py" />
      <source>手机上传照片…</source>
      <translation>Photos from a phone...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>手机和电脑连在同一网络（没有网络时用手机热点）。手机扫码打开页面，照片直接传到这台电脑，不经过互联网。</source>
      <translation>Phone and computer are on one network (a phone's hotspot will do). The phone scans the code and opens a page; photos go straight to this computer, not over the internet.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/receiver.py" />
      <source>手机已连上：{name}</source>
      <translation>Phone connected: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <source>手机扫码上传到这里</source>
      <translation>Send photos here from a phone</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/receiver.py" />
      <source>手机：{name}</source>
      <translation>Phone: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>打包后留在本机，有网络时自动送到选定的去处；断了接着送，送达后留有回执。</source>
      <translation>Packages stay on this computer and go to the places ticked when there is a network; a cut transfer goes on, and a receipt is left.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>打包并投递</source>
      <translation>Pack and deliver</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>打包报送…</source>
      <translation>Package to send...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/front.py" />
      <location filename="qmdesk/ui/printing/window.py" />
      <source>打印</source>
      <translation>Print</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/papers.py" />
      <source>打印{name}</source>
      <translation>Print: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/papers.py" />
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <location filename="qmdesk/ui/protect/window.py" />
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <source>打印…</source>
      <translation>Print...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>打印整改建议表</source>
      <translation>Print the sheet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/window.py" />
      <source>打印机</source>
      <translation>Printer</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/window.py" />
      <source>打印机 {name} 没有接收。请检查它的连接，或改用“另存为 PDF”。</source>
      <translation>The printer {name} took nothing. Check its connection, or use "Save as PDF".</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>打印的整改建议表当面交给企业，记下时间和接收人，请其签名。</source>
      <translation>Hand over the printed sheet in person; note when and to whom, and have it signed for.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>打印眼前这一页的文件；没有时列出能打印的</source>
      <translation>Print the paper of the page in front; where it has none, list those there are</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/search.py" />
      <source>打印（Ctrl+P）</source>
      <translation>Print (Ctrl+P)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>打开其他项目文件…</source>
      <translation>Open another programme file...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>打开另放的文件夹</source>
      <translation>Open the folder of those set aside</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>打开恢复的案卷</source>
      <translation>Open the restored case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/handover.py" />
      <source>打开所在文件夹</source>
      <translation>Open its folder</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>打开抢救出的案卷</source>
      <translation>Open the salvaged case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/arrivals.py" />
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <location filename="qmdesk/ui/protect/unlock.py" />
      <location filename="qmdesk/ui/start/page.py" />
      <source>打开案卷</source>
      <translation>Open case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/front.py" />
      <source>打开案卷或项目后可以打印。空白表格在“工具”菜单里写成 Excel 文件打印。</source>
      <translation>Open a case or a programme to print from it. Blank workbooks are written as Excel from the menu and printed there.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>打开项目文件</source>
      <translation>Open a programme file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>批次追溯</source>
      <translation>Batch tracing</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>承诺书（Word）…</source>
      <translation>Letter (Word)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>把光标放到后一条开头的地方。两条都保留归属、地点和佐证。</source>
      <translation>Put the cursor where the second one begins. Both keep item, place and evidence.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>把各地报来的参评企业汇总表（xlsx、xls、csv）拖到这里，或点“导入名录”。先预览，看清楚采纳什么、哪些行不采纳和原因，再决定。现在按“{name}”的日程和区划读。</source>
      <translation>Drop rosters as offices send them (xlsx, xls, csv) here, or import them. A preview shows first what would be taken in, and which rows would not and why. They are read by the calendar and the divisions of {name}.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>把年度总产值和每笔（或每类）损失与账上凭证逐一核对。金额按元精确相加，不四舍五入。</source>
      <translation>Check the year's output value and each loss, or each category, against the books. Amounts are added exactly, unrounded.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>把报告（PDF）或同步包（ZIP）拖到这里</source>
      <translation>Drop a report (PDF) or a package (ZIP) here</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>把文件拖到这里：自评包、测量数据、工序、损失、缺陷表格，或照片和文件</source>
      <translation>Drop files here: self-assessment, measurements, tables of steps, losses or defects, or photos and documents</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>把本案卷交给同事，或带入同事的记录。两边都改过的地方并列显示，由您选定。</source>
      <translation>Hand the case to a colleague, or bring a colleague's records in. What both have changed is shown side by side for you to choose.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <source>把案卷（qmcase）、同步包（zip）或者整个文件夹拖到这里。坏的、别的年度的会搁置并说明，其余照常汇入；再汇入一次不会重复计算。案卷本身不会改动。</source>
      <translation>Drop cases (qmcase), packages (zip) or whole folders here. Broken files and those of other years are set aside and named, the others are taken; taking them in again counts nothing twice. The cases themselves are not changed.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <source>把照片、文件或文件夹拖到这里，或按 Ctrl+V 粘贴截图。没有佐证也可以评级，但会标出来。</source>
      <translation>Drop photos, files or a folder here, or paste a screenshot with Ctrl+V. A rating without evidence is allowed and shown.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>投料批号</source>
      <translation>Material lots</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>抢救完好的内容</source>
      <translation>Salvage what is whole</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>报全国质量标杆时，申报日要在有效期内。</source>
      <translation>For the national list it is in force on the day of application.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/registry.py" />
      <source>报告与签名</source>
      <translation>Report and signatures</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <source>报告印出下面几句结论、申报条件、核查要点、评分、取自评价的数据和疑点，里面带着全部记录，可以核验。</source>
      <translation>The report prints these conclusions, the conditions, points, scores, figures from a review and doubts; all records are inside, so it can be verified.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>报告或同步包</source>
      <translation>Reports and packages</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>报告自己能证明自己</source>
      <translation>A report that proves itself</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>报告里嵌着全部数据和签名，任何人都能重算一遍。回到有网的地方，在“同步”里交付。</source>
      <translation>The report carries all data and the signatures; anybody can compute it again. Back at a network, deliver it under Sync.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>报告随时可以生成；没有作结论的报告每页标明是草稿。</source>
      <translation>A report can be written at any time; while the case is open every page says that it is a draft.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>报送单位</source>
      <translation>Sender</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>报送联系人</source>
      <translation>Contact of the sender</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>抽中的编号</source>
      <translation>Numbers drawn</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>抽中的编号：{numbers}</source>
      <translation>Numbers drawn: {numbers}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <location filename="qmdesk/ui/pages/performance/sampling_strata.py" />
      <source>抽取</source>
      <translation>Draw</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>抽取之后改过{names}。上面仍是当时抽中的编号，不会自动改变。</source>
      <translation>Changed since the draw: {names}. The numbers above are still those drawn then; they do not change by themselves.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>抽取之后改过{names}；编号不受影响。</source>
      <translation>Changed since the draw: {names}; the numbers are the same.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>抽取时的编号，共 {n} 件；编号从 1 起，按总体的顺序数。</source>
      <translation>Numbers as they were drawn, {n} in all; they count from 1 in the order of the population.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/page.py" />
      <source>抽样与复测</source>
      <translation>Sampling</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_tab.py" />
      <source>抽样方案</source>
      <translation>Sampling plans</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>拆分…</source>
      <translation>Split...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>拆分：{text}</source>
      <translation>Split: {text}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/charts/view.py" />
      <source>拉近</source>
      <translation>Zoom in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/charts/view.py" />
      <source>拉远</source>
      <translation>Zoom out</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/tile.py" />
      <source>拍摄时间（文件自述）{time}</source>
      <translation>Captured (as the file claims) {time}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>拍摄时间（文件自述，未经核实）</source>
      <translation>Captured (the file's own claim, not verified)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>拒绝签字：{words}</source>
      <translation>Refuses to sign: {words}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/dropping.py" />
      <source>拖来的不是这台电脑里的文件：{names}。请先保存到文件夹，再拖进来。</source>
      <translation>What was dropped is no file of this computer: {names}. Save it to a folder first, then drop it.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>拟出的各站都在了</source>
      <translation>All drafted stops are there</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>拟定</source>
      <translation>proposed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/window.py" />
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <location filename="qmdesk/ui/shell/search.py" />
      <source>指标</source>
      <translation>Figures</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>指纹 {text}</source>
      <translation>fingerprint {text}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>按 1–5 评级</source>
      <translation>Press 1–5 to rate</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/figure_head.py" />
      <source>按 95 % 置信界限，现有数据证实到：{level}。</source>
      <translation>At the 95 % confidence bound these data demonstrate: {level}.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>按 {percent} % 单侧下限 {bound}，{n} 个读数证实到{level}</source>
      <translation>by its lower {percent} % bound {bound}, {n} readings demonstrate {level}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <source>按{group}</source>
      <translation>by {group}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution.py" />
      <source>按{name}的分位数定级</source>
      <translation>The percentiles of {name} decide the level</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>按{own}的日程判断；</source>
      <translation>Judged by the calendar of {own}; </translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>按上次为这家企业记住的方式读。</source>
      <translation>Read as remembered for this enterprise. </translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>按下列顺序签名；最后一个签名锁定报告。</source>
      <translation>Sign in this order; the last signature locks the report.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <source>按人、条目或内容筛选</source>
      <translation>Filter by person, item or content</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/timeline.py" />
      <source>按人按天的日程图</source>
      <translation>Schedule by day and person</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/history.py" />
      <source>按企业、人或内容筛选</source>
      <translation>By enterprise, person or content</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>按假设：{level}</source>
      <translation>As supposed: {level}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>按内容判断</source>
      <translation>Told by the content</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>按已有记录计算；最终等级由主管部门确认</source>
      <translation>From what is recorded; the final level is confirmed by the authority</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>按所选重新读</source>
      <translation>Read again with these</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>按文件判断</source>
      <translation>As the file tells</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>按文件种类</source>
      <translation>By kind of file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <source>按本列排序</source>
      <translation>Sort by this column</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>按本单位模板（Word）…</source>
      <translation>In the office's template (Word)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>按本机的信任名单核验；名单在“证书与信任名单”中管理。</source>
      <translation>By this computer's trust list, which is kept under Certificates and trust.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>按机构规定</source>
      <translation>By the institution's rules</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution.py" />
      <source>按正态公式定级，理由已记录</source>
      <translation>The normal formula decides; the reason is recorded</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_words.py" />
      <source>按每件 {n} 处机会：{dpmo} dpmo</source>
      <translation>with {n} opportunities a unit: {dpmo} dpmo</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>按现在的设定重新抽取</source>
      <translation>Draw again as set now</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>按记录草拟，之后随意修改。</source>
      <translation>Drafted from what is on record, to be edited afterwards.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>按评价表拟出路线</source>
      <translation>Draft the route</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>按评价表草拟</source>
      <translation>Draft from the form</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>按评价表草拟清单，或直接在下面填写；发给企业准备，现场逐条看过打勾。</source>
      <translation>Draft the list from the form, or type below; send it ahead, tick each off on site.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <source>按评级和指标，从评价表为每个差距起草一条建议，再由您修改。先评级，后起草。</source>
      <translation>For every gap in ratings and figures a suggestion is drafted from the form for you to edit. Rate first, then draft.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>按顺序</source>
      <translation>In order</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stages_page.py" />
      <source>按顺序记录；公示的最后一天按工作日自动算出。</source>
      <translation>Recorded in order; the last day of the public notice follows from the working days.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>损失明细在“全过程质量绩效”里登记后，这里逐笔核对。</source>
      <translation>Losses recorded at whole-process performance are checked here one by one.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>换一个种子</source>
      <translation>Another seed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>接受新钥匙</source>
      <translation>Accept the new key</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <source>接在“{name}”后面</source>
      <translation>Behind those of {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>接收人</source>
      <translation>Received by</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <source>接收文件夹：手机或相机存入的新照片自动进来</source>
      <translation>Watch a folder: new photos from a phone or camera come in by themselves</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_pane.py" />
      <source>控制图，空格选中一点</source>
      <translation>Control chart, Space selects a point</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>推荐</source>
      <translation>Recommendation</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>提示</source>
      <translation>Notices</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/checking_page.py" />
      <source>提示由本软件自行编写。看到什么写什么，写明查了哪些材料。</source>
      <translation>The prompts are this program's own. Write what was seen, and which documents.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/experience_page.py" />
      <source>插入图…</source>
      <translation>Picture...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/experience_page.py" />
      <source>插入表</source>
      <translation>Table</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>搁置的文件</source>
      <translation>Files set aside</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/search.py" />
      <source>搜索</source>
      <translation>Search</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>搜索并前往</source>
      <translation>Search and go</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>搜索条目、佐证、发现</source>
      <translation>Search items, evidence, notes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/search.py" />
      <source>搜索条目、指标、佐证、发现、页面、操作、手册…</source>
      <translation>Search items, figures, evidence, findings, pages, actions, handbook...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/search.py" />
      <source>搜索结果</source>
      <translation>Results</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/pad.py" />
      <source>撤一笔</source>
      <translation>Undo a stroke</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <location filename="qmdesk/ui/programme/history.py" />
      <location filename="qmdesk/ui/shell/bar.py" />
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>撤销</source>
      <translation>Undo</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/taken.py" />
      <source>撤销带入</source>
      <translation>Merge undone</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/taken.py" />
      <source>撤销这次带入</source>
      <translation>Undo this merge</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/shell.py" />
      <source>撤销（Ctrl+Z）</source>
      <translation>Undo (Ctrl+Z)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>撤销：{what}（Ctrl+Z）</source>
      <translation>Undo: {what} (Ctrl+Z)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/search.py" />
      <source>操作</source>
      <translation>Action</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>操作人员与器具</source>
      <translation>People and gauges</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>收下</source>
      <translation>Take in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>收下 {taken} 个，已有 {known} 个，另放 {aside} 个，等待 {waits} 个。</source>
      <translation>Taken {taken}, known {known}, set aside {aside}, waiting {waits}.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>收件处</source>
      <translation>Look at</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/watching.py" />
      <source>收件处有 {n} 个新到的同步包，可到“同步”页收下。</source>
      <translation>{n} new packages lie in the inbox; take them in on the Sync page.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>收件箱</source>
      <translation>Inbox</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>收到 {n} 个</source>
      <translation>{n} received</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/receiver.py" />
      <source>收到手机照片 {n} 个</source>
      <translation>{n} photos came from phones</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>收到的案卷放在这里</source>
      <translation>Where cases that come in are kept</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/support.py" />
      <source>收集支持信息</source>
      <translation>Collect for support</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tools.py" />
      <source>收集支持信息…</source>
      <translation>Collect for support...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/history.py" />
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>改为</source>
      <translation>Now</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>改存别处…</source>
      <translation>Save elsewhere...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/watch_line.py" />
      <source>改收到这里</source>
      <translation>Take them here instead</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>改正后把同一个文件再导入即可</source>
      <translation>Correct the file and import it again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>放印章图片；没有的，报告上留出盖章的位置。</source>
      <translation>Place a picture of the seal; without one the report leaves room for it.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/experience_page.py" />
      <source>放在光标处</source>
      <translation>Place at cursor</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>放大</source>
      <translation>Zoom in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>放大、缩小文字</source>
      <translation>Larger or smaller text</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <location filename="qmdesk/ui/shell/search.py" />
      <source>放大文字</source>
      <translation>Larger text</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/charts/view.py" />
      <source>放大查看</source>
      <translation>Open in a window</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>政策包</source>
      <translation>Policy pack</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>政策文件</source>
      <translation>Policy file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>政策文件 (*.yaml *.yml)</source>
      <translation>Policy files (*.yaml *.yml)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>数字背后的案卷</source>
      <translation>The cases behind a number</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/questions.py" />
      <source>数据之间没有发现矛盾。</source>
      <translation>No contradictions were found in the data.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/figure_head.py" />
      <source>数据仍是企业自评的，尚未在现场核实。</source>
      <translation>The data are still the enterprise's own, not yet verified on site.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>数据位置</source>
      <translation>Where facts are kept</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stops.py" />
      <source>数据表</source>
      <translation>Tables</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>数据表（Excel）…</source>
      <translation>Tables (Excel)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>整张表的地区</source>
      <translation>Region of the whole table</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/page.py" />
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <location filename="qmdesk/ui/pages/registry.py" />
      <location filename="qmdesk/ui/printing/papers.py" />
      <source>整改建议</source>
      <translation>Rectification</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>整改建议移交企业后，在这里写出整改情况表、带入交回的材料，逐条验证。</source>
      <translation>Once the suggestions are handed over, write the workbook here, take in what comes back, and verify one by one.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>整改材料 (*.zip *.xlsx *.xlsm *.xls)</source>
      <translation>Packages (*.zip *.xlsx *.xlsm *.xls)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>整改材料的文件夹</source>
      <translation>Folder of the package</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>整改逾期 {n} 条</source>
      <translation>{n} overdue</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/page.py" />
      <source>整改验证</source>
      <translation>Verification</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>文件</source>
      <translation>File</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>文件与工作表</source>
      <translation>File and sheet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>文件名</source>
      <translation>File name</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/watch_line.py" />
      <source>文件夹“{name}”现在读不到；接回后自动继续</source>
      <translation>The folder "{name}" can't be read now; watching goes on when it is back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/watch_line.py" />
      <source>文件夹“{name}”的新照片正在收到“{whose}”</source>
      <translation>New photos in the folder "{name}" go to "{whose}"</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <location filename="qmdesk/ui/outbox/places.py" />
      <source>文件夹，或 sftp://、webdavs://、s3:// 网址</source>
      <translation>A folder, or a URL: sftp://, webdavs://, s3://</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>文件已原样保存。在佐证上点右键，可以另存原件再打开。</source>
      <translation>The file is kept as it is. Right-click the evidence to save the original and open it elsewhere.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>文件没有说明</source>
      <translation>The file doesn't say</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/support.py" />
      <source>文件的全部内容</source>
      <translation>All that the file holds</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>文件种类</source>
      <translation>Kind of file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <location filename="qmdesk/ui/intake/table.py" />
      <source>文件里的表格</source>
      <translation>The table in the file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>文本</source>
      <translation>Text</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>断点 {n} 处</source>
      <translation>{n} gaps</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>新专家姓名</source>
      <translation>Name of a new expert</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>新口令</source>
      <translation>New passphrase</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>新器具</source>
      <translation>New gauge</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_list.py" />
      <location filename="qmdesk/ui/pages/performance/table_panel.py" />
      <source>新增</source>
      <translation>Add</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>新增 {n}</source>
      <translation>{n} new</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_list.py" />
      <source>新增{what}</source>
      <translation>Add: {what}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>新增企业</source>
      <translation>New</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_tab.py" />
      <source>新增复测</source>
      <translation>New repeat measurement</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_tab.py" />
      <source>新增抽样方案</source>
      <translation>New sampling plan</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/capability.py" />
      <location filename="qmdesk/ui/pages/performance/study_pane.py" />
      <source>新增特性</source>
      <translation>Add</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>新增研究</source>
      <translation>New study</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <source>新增访谈</source>
      <translation>New interview</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>新建</source>
      <translation>Make it</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <location filename="qmdesk/ui/trust/window.py" />
      <source>新建机构根证书</source>
      <translation>New institution's root</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <location filename="qmdesk/ui/start/page.py" />
      <source>新建案卷</source>
      <translation>New case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <source>新建特性</source>
      <translation>A new characteristic</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <source>新建研究</source>
      <translation>New study</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <location filename="qmdesk/ui/trust/window.py" />
      <source>新建签名证书</source>
      <translation>New signing certificate</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>新建质量标杆案卷</source>
      <translation>New quality-benchmark case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>新建项目</source>
      <translation>New programme</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>新案卷</source>
      <translation>New case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <source>新记录 {new} 条，已有 {known} 条，新文件 {files} 个</source>
      <translation>{new} new entries, {known} known, {files} new files</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>新证书的口令</source>
      <translation>Passphrase of the new certificate</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>方差 %</source>
      <translation>% variance</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>方差分析</source>
      <translation>Analysis of variance</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>方差分析表</source>
      <translation>Table of the analysis of variance</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>方案文件</source>
      <translation>Policy file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/characteristics.py" />
      <source>无 Cpk</source>
      <translation>no Cpk</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/facts_tab.py" />
      <source>无异议</source>
      <translation>Agreed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/facts_tab.py" />
      <source>无异议 {agreed} 条，有异议 {disputed} 条，未确认 {still} 条</source>
      <translation>{agreed} agreed, {disputed} disputed, {still} not confirmed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>无日期</source>
      <translation>No date</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <location filename="qmdesk/ui/programme/registry.py" />
      <source>日历</source>
      <translation>Calendar</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>日历文件</source>
      <translation>Calendar file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stages_page.py" />
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>日期</source>
      <translation>Days</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/page.py" />
      <location filename="qmdesk/ui/pages/preparing/schedule.py" />
      <location filename="qmdesk/ui/printing/papers.py" />
      <source>日程</source>
      <translation>Schedule</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <location filename="qmdesk/ui/programme/history.py" />
      <source>时间</source>
      <translation>Time</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/receiver.py" />
      <source>时间到，手机上传已关闭</source>
      <translation>The time is up: uploading is closed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <source>时间存疑</source>
      <translation>time doubtful</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>时间戳服务器（可选）</source>
      <translation>Time stamp server (optional)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>时间戳：{name}</source>
      <translation>Time stamp: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution_fits.py" />
      <source>明显不服从正态分布。先看概率图：少数离群点和粗的分辨力也会这样；确有原因的，换用贴近的分布</source>
      <translation>Clearly not normal. Look at the probability plot first: a few outliers or a coarse resolution do that too. Where there is a cause, choose a distribution that fits</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <location filename="qmdesk/ui/widgets/case_field.py" />
      <source>是</source>
      <translation>Yes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>是否收费通知未说明</source>
      <translation>The notice doesn't say whether a fee may be charged</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/charts/view.py" />
      <source>显示全部</source>
      <translation>Show everything</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>显示哪些</source>
      <translation>Which to show</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>显示或收起实时等级</source>
      <translation>Show or fold the live grade</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/fields.py" />
      <source>显示或隐藏口令</source>
      <translation>Show or hide the passphrase</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>暂不归属</source>
      <translation>Nothing yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_pane.py" />
      <source>更多：标准差估计、产品族、工序、量具、企业给出的 Cpk</source>
      <translation>More: sigma estimator, product family, step, gauge, stated Cpk</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>更换口令</source>
      <translation>Change the passphrase</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>更新</source>
      <translation>Changed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>更新 {n}</source>
      <translation>{n} changed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>更新进度</source>
      <translation>Update progress</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>更正…</source>
      <translation>Amend...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>更正的理由</source>
      <translation>Reason for the amendment</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <location filename="qmdesk/ui/intake/sets.py" />
      <source>替换“{name}”的读数</source>
      <translation>Replace those of {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>最低的产品族</source>
      <translation>The lowest family</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/page.py" />
      <source>最低，决定等级</source>
      <translation>Lowest, decides</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <source>最差的产品族</source>
      <translation>Worst product family</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution.py" />
      <source>最接近：{name}</source>
      <translation>Closest: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>最终检验记录</source>
      <translation>Final inspection</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/history.py" />
      <source>最近 {n} 处改动</source>
      <translation>the latest {n} changes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>最近的案卷</source>
      <translation>Recent cases</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>有 {n} 个新到的同步包。</source>
      <translation>{n} new packages.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <source>有 {n} 条现在的案卷里没有</source>
      <translation>{n} entries are not in the case now</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/receiver.py" />
      <source>有人输入了错误的代码（{name}）</source>
      <translation>Somebody entered a wrong code ({name})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>有差异，已说明</source>
      <translation>differs, explained</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>有差异，未说明</source>
      <translation>differs</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/facts_tab.py" />
      <source>有异议</source>
      <translation>Disputed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>有效期至 {date}</source>
      <translation>valid until {date}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>有系统差别（p = {p}）：平均值相差 {value}。</source>
      <translation>There is a systematic difference (p = {p}): the means differ by {value}.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>未保存</source>
      <translation>Not saved</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>未关闭</source>
      <translation>Not closed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>未写允许差，只检验有无系统差别；p 小于 0.05 算有</source>
      <translation>No difference allowed is stated, so only a systematic difference is tested; p below 0.05 counts as one</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>未到期</source>
      <translation>Not yet due</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>未加入</source>
      <translation>Not added yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>未变 {same} 份，搁置 {aside} 个文件</source>
      <translation>{same} unchanged, {aside} files set aside</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>未定机构</source>
      <translation>No institution</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>未定：{name}</source>
      <translation>Open: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/finder.py" />
      <location filename="qmdesk/ui/pages/floor/note_card.py" />
      <source>未归属，输入条目名查找</source>
      <translation>Not sorted: type an item's name</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>未核实</source>
      <translation>not verified</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <source>未注明产品族</source>
      <translation>No family named</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>未注明原因</source>
      <translation>No cause named</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <source>未注明科目</source>
      <translation>No category</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <source>未知</source>
      <translation>Unknown</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/facts_tab.py" />
      <source>未确认</source>
      <translation>Not confirmed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>未给出</source>
      <translation>not given</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar_steps.py" />
      <source>未给出日期</source>
      <translation>no date given</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>未署名</source>
      <translation>Unsigned</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/facts_tab.py" />
      <location filename="qmdesk/ui/pages/closing/ratings.py" />
      <location filename="qmdesk/ui/pages/dimension/item_list.py" />
      <source>未评</source>
      <translation>Not rated</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>未评：{name}</source>
      <translation>Not rated: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>未采纳</source>
      <translation>Set aside</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>未采纳 {n}</source>
      <translation>{n} set aside</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <source>未采纳的原因</source>
      <translation>Why it was set aside</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <source>未采纳的行</source>
      <translation>Rows set aside</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>未采纳的行.xlsx</source>
      <translation>Rows set aside.xlsx</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <source>未采纳的行不再保留</source>
      <translation>Rows set aside are no longer kept</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>未采纳的行已了结</source>
      <translation>Row set aside is settled</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>未采纳的行，附原因…</source>
      <translation>Rows set aside, with why...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/page.py" />
      <source>末次会议</source>
      <translation>Closing meeting</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <location filename="qmdesk/ui/printing/papers.py" />
      <source>末次会议纪要</source>
      <translation>Minutes of the closing meeting</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/people.py" />
      <source>本机</source>
      <translation>This device</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>本机上的备份</source>
      <translation>Backups on this computer</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>本机的同步包用这把钥匙签名；请当面或打电话把指纹告诉同事。</source>
      <translation>Signs this device's packages; tell colleagues its fingerprint in person or by telephone.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>本案卷的备份</source>
      <translation>Backups of this case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/login.py" />
      <source>本次使用，不保存</source>
      <translation>For this session, not kept</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>本级口径（{measure}）：{done} / {planned}</source>
      <translation>The authority's own measure ({measure}): {done} of {planned}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>本级截止</source>
      <translation>Due</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>机构名称</source>
      <translation>Institution</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/people.py" />
      <location filename="qmdesk/ui/trust/root_word.py" />
      <source>机构根证书</source>
      <translation>Institution's root</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>机构根证书（可选）</source>
      <translation>Institution's root (optional)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>机构用根证书给评估员签发证书；文件请保管在机构，不要带到现场。</source>
      <translation>An institution issues its assessors' certificates with its root. Keep the file at the institution and don't take it along.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/widgets/form_choice.py" />
      <source>机构自己的表（ZIP）…</source>
      <translation>An institution's form (ZIP)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/widgets/form_choice.py" />
      <source>机构自己的表（文件夹）…</source>
      <translation>An institution's form (folder)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>机构规定…</source>
      <translation>Institution's rules...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>机构规定文件</source>
      <translation>The institution's policy file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>权重</source>
      <translation>Weight</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>权重方案</source>
      <translation>Weighting</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>材料文件</source>
      <translation>Papers</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <location filename="qmdesk/ui/pages/preparing/page.py" />
      <location filename="qmdesk/ui/printing/papers.py" />
      <source>材料清单</source>
      <translation>Documents</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/panel.py" />
      <source>材料齐全</source>
      <translation>Complete</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>材料齐全，{soft} 条请核对</source>
      <translation>Complete; still to look at: {soft}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>材料齐全，可以报送</source>
      <translation>Complete: it can be sent</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/window.py" />
      <location filename="qmdesk/ui/pages/closing/ratings.py" />
      <location filename="qmdesk/ui/pages/dimension/item_list.py" />
      <source>条目</source>
      <translation>Items</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>来料检验</source>
      <translation>Incoming inspection</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>来源</source>
      <translation>Source</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/figure_head.py" />
      <source>来源、方法、佐证与取证提示</source>
      <translation>Source, method, evidence and what to look for</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/incoming.py" />
      <source>来自 {name}</source>
      <translation>From {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <source>来自 {path}；这里没有可以打开的案卷文件</source>
      <translation>From {path}; there is no case file here to open</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/token_choice.py" />
      <source>查找令牌</source>
      <translation>Look for tokens</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/about/window.py" />
      <source>查找软件或许可</source>
      <translation>Find a program part or licence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/window.py" />
      <source>查找：条目、指标、用词、操作</source>
      <translation>Search items, figures, words, actions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>查看</source>
      <translation>Look</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/tile.py" />
      <source>查看和标注</source>
      <translation>View and mark</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>查看声明</source>
      <translation>View declaration</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>查看新到的</source>
      <translation>Look what is new</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <location filename="qmdesk/ui/trust/window.py" />
      <source>查看证书文件</source>
      <translation>View a certificate</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>标准差</source>
      <translation>Std deviation</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>标注另存，原图一个字节也不变。</source>
      <translation>Marks are kept apart; not one byte of the picture changes.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/canvas.py" />
      <source>标注文字</source>
      <translation>Words of the mark</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>样本数量要回答什么</source>
      <translation>What the sample size has to answer</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>核对签名是否有效、签名之后有没有改动、报告里的数据能不能重新算出同样的等级。不需要联网。</source>
      <translation>Checks whether signatures hold, whether anything changed since, and whether the data in a report give the same grade again. Needs no network.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>核心条目</source>
      <translation>Core item</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>核心条目不能不适用</source>
      <translation>A core item can't be left out</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>核心条目决定本维度的等级，不能不适用</source>
      <translation>A core item decides the dimension's level and can't be left out</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stops.py" />
      <source>核查</source>
      <translation>On-site check</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/checking_page.py" />
      <source>核查安排</source>
      <translation>The check</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stops.py" />
      <source>核查报告</source>
      <translation>Report of the check</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/checking_page.py" />
      <source>核查组与企业代表</source>
      <translation>Team and the enterprise</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/checking_page.py" />
      <source>核查要点</source>
      <translation>Points to check</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <location filename="qmdesk/ui/pages/report.py" />
      <source>核验</source>
      <translation>Verify</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>核验不通过：{name}（{kind}）</source>
      <translation>Not verified: {name} ({kind})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>核验报告或同步包</source>
      <translation>Verify a report or package</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tools.py" />
      <source>核验报告或同步包…</source>
      <translation>Verify a report or package...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>核验通过：{name}（{kind}）</source>
      <translation>Verified: {name} ({kind})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <location filename="qmdesk/ui/trust/root_word.py" />
      <source>根证书口令</source>
      <translation>Passphrase of the root</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>根证书吊销了的签名证书，由吊销名单导入；它们签的一律不认。</source>
      <translation>Signing certificates that their root revoked, taken from revocation lists; nothing that they sign is believed.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <location filename="qmdesk/ui/shell/review.py" />
      <source>案卷</source>
      <translation>Case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/arrivals.py" />
      <location filename="qmdesk/ui/backup/window.py" />
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>案卷 (*.qmcase)</source>
      <translation>Case (*.qmcase)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/arrivals.py" />
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>案卷保存在</source>
      <translation>Save the case in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <location filename="qmdesk/ui/protect/window.py" />
      <source>案卷加密</source>
      <translation>Encryption of the case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tools.py" />
      <source>案卷加密…</source>
      <translation>Encrypt the case...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>案卷和同步包 (*.qmcase *.zip)</source>
      <translation>Cases and packages (*.qmcase *.zip)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>案卷和备份恢复为不加密，谁都可以打开。</source>
      <translation>The case and its backups become plain files that anyone can open.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/place_line.py" />
      <source>案卷在云同步文件夹里：同步程序可能留下冲突副本。建议移到本机普通文件夹，用同步包与同事交换。</source>
      <translation>This case lies in a folder synced to a cloud: that may leave conflicting copies. Better keep it in an ordinary folder and exchange packages with colleagues.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/place_line.py" />
      <source>案卷在移动盘上：没有安全弹出可能损坏。建议移到本机，移动盘只放备份。</source>
      <translation>This case lies on a removable disk: pulled out too early it may be damaged. Better keep it on this computer, and backups on the disk.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/place_line.py" />
      <source>案卷在网络文件夹里：断网时不能保存。建议移到本机，完成后再拷回。</source>
      <translation>This case lies in a network folder: without a connection nothing can be saved. Better move it to this computer and copy it back when done.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/review.py" />
      <source>案卷已作结论。要修改，先更正并写明理由。</source>
      <translation>The case is concluded. To change it, amend it first and say why.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/unlock.py" />
      <source>案卷已加密</source>
      <translation>The case is encrypted</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>案卷已损坏：{name}</source>
      <translation>This case is damaged: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/checking_page.py" />
      <source>案卷数据：{words}</source>
      <translation>Records: {words}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>案卷文件</source>
      <translation>Case file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>案卷文件夹</source>
      <translation>Cases</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/review.py" />
      <source>案卷正由 {user} 在 {host} 打开，这里只能查看。</source>
      <translation>The case is open elsewhere, by {user} on {host}; here it can only be looked at.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>案卷状态：{words}</source>
      <translation>State of the case: {words}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/review.py" />
      <source>案卷现在不能写入，只能查看。请检查磁盘；程序会自动再试，没有保存的内容还在输入框里。</source>
      <translation>The case can't be written now, only looked at. Check the disk; the program tries again by itself, and what is not saved is still in its field.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>案卷现在只能查看</source>
      <translation>The case can only be read now</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>案卷编号</source>
      <translation>Case id</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>案卷读写</source>
      <translation>Writing and reading a case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>案卷里还没有评价机构印章</source>
      <translation>The case has no seal of the institution yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stops.py" />
      <source>检查与输出</source>
      <translation>Check and output</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>检查这台电脑上的安装是否完好；不碰任何案卷。</source>
      <translation>Checks that the installation on this computer is sound; touches no case.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>检验级</source>
      <translation>Inspection</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/registry.py" />
      <source>概览</source>
      <translation>Overview</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <source>次数</source>
      <translation>Trials</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>正向一批</source>
      <translation>Forwards</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>正在写入…</source>
      <translation>Writing...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <location filename="qmdesk/ui/widgets/tool_window.py" />
      <source>正在处理…</source>
      <translation>Working...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/keeper.py" />
      <source>正在备份案卷…</source>
      <translation>Backing up the case...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>正在导出…</source>
      <translation>Exporting...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>正在带入…</source>
      <translation>Taking in...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/window.py" />
      <source>正在打印…</source>
      <translation>Printing...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/door.py" />
      <location filename="qmdesk/ui/second.py" />
      <location filename="qmdesk/ui/start/door.py" />
      <source>正在打开…</source>
      <translation>Opening...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/watch_line.py" />
      <source>正在接收文件夹“{name}”的新照片：已进来 {n} 个</source>
      <translation>Watching the folder "{name}" for new photos: {n} came in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>正在改写案卷和备份，并读回核对…</source>
      <translation>Rewriting the case and its backups, and reading them back...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/token_choice.py" />
      <source>正在查找令牌…</source>
      <translation>Looking for tokens...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>正在查看…</source>
      <translation>Looking...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>正在查看同步包…</source>
      <translation>Looking at the package...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>正在核验 {name}…</source>
      <translation>Verifying {name}...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>正在汇入 {done} / {total}</source>
      <translation>Taking in {done} of {total}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>正在汇入…</source>
      <translation>Taking in...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/answer.py" />
      <source>正在清点文件…</source>
      <translation>Counting files...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <location filename="qmdesk/ui/printing/window.py" />
      <source>正在生成…</source>
      <translation>Being made...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>正在生成报告…</source>
      <translation>Writing the report...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>正在生成报告… {n}%</source>
      <translation>Making the report... {n}%</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>正在给 {name} 盖时间戳…</source>
      <translation>Putting a time stamp over {name}...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>正在补签 {name}…</source>
      <translation>Signing {name}...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <location filename="qmdesk/ui/intake/window.py" />
      <source>正在读 {name}…</source>
      <translation>Reading {name}...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/taking_in.py" />
      <source>正在读入 {name}…</source>
      <translation>Reading {name}...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>正在读入 {n} 个文件…</source>
      <translation>Reading {n} files...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/answer.py" />
      <source>正在读入 {read}/{n} 个文件…</source>
      <translation>Reading {read} of {n} files...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/incoming.py" />
      <source>正在读取 {name}…</source>
      <translation>Reading {name}...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_pane.py" />
      <source>正在读取测量值…</source>
      <translation>Reading the measurements...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution.py" />
      <source>正态公式 Ppk {normal}，{name}分位数 Ppk {other}</source>
      <translation>Ppk {normal} by the normal formula, Ppk {other} by the percentiles of {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_pane.py" />
      <source>正态概率图</source>
      <translation>Normal probability plot</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <source>此后又记了 {n} 条：{more}</source>
      <translation>Recorded since, {n}: {more}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/tile.py" />
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>此处不能预览</source>
      <translation>No preview here</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>步骤</source>
      <translation>Step</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>步骤完成日期</source>
      <translation>Step done on</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_strata.py" />
      <source>每层一行：名称和数量，可粘贴。按各层大小分配样本，层内各自随机。</source>
      <translation>A stratum a line, name and size; blocks can be pasted. The sample is shared out by size and drawn at random within each.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <source>每次改动都留痕，删除和撤销也在内；谁也抹不掉。</source>
      <translation>Every change leaves its trace, deletions and undo included; nobody can erase it.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>每百万件最多</source>
      <translation>At most per million</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>每道工序的交验数和一次合格数</source>
      <translation>Pieces submitted and passed at each step</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>每页右边盖骑缝章</source>
      <translation>Seal across the page edges</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>比率约 {expected} % 时，{n} 件可按 95 % 置信度估到 ±{target} %</source>
      <translation>a share of about {expected} % is found to ±{target} % from {n} pieces with 95 % confidence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution.py" />
      <source>比较各种分布</source>
      <translation>Compare distributions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>汇入 {n} 份案卷</source>
      <translation>{n} cases taken in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>汇入文件夹</source>
      <translation>Take a folder in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <source>汇入文件夹…</source>
      <translation>Take a folder in...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>汇入案卷</source>
      <translation>Take cases in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <source>汇入案卷…</source>
      <translation>Take cases in...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/registry.py" />
      <location filename="qmdesk/ui/programme/rollup.py" />
      <source>汇总</source>
      <translation>Roll-up</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <source>汇总图</source>
      <translation>Roll-up chart</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/papers.py" />
      <source>汇总报告</source>
      <translation>Summary</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>汇总报告（PDF）…</source>
      <translation>Summary (PDF)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>汇总表（附件格式）…</source>
      <translation>Roster (as in the annex)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>汇总表，加类别、行业、规模、机构…</source>
      <translation>Roster with class, trade, size, institution...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>汇总表，每市一张表…</source>
      <translation>Roster, a sheet for each city...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <source>没有</source>
      <translation>None</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>没有上级日程</source>
      <translation>no calendar above it</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>没有作结论：离厂检查还有 {n} 项必须处理。</source>
      <translation>Not concluded: {n} things of the leaving check must be settled.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/about/window.py" />
      <source>没有写入：{reason}</source>
      <translation>Not written: {reason}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>没有冲突。</source>
      <translation>No conflicts.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <source>没有分歧</source>
      <translation>No differences</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>没有去处</source>
      <translation>No place named</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>没有可以带入的内容。</source>
      <translation>There is nothing to take in.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>没有可以带入的新内容。</source>
      <translation>There is nothing new to take in.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/widgets/worded_table.py" />
      <source>没有可列出的内容</source>
      <translation>Nothing to list</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>没有可撤销的操作</source>
      <translation>Nothing to undo</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>没有可重做的操作</source>
      <translation>Nothing to redo</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <source>没有对应栏目，未读入：{cells}</source>
      <translation>No column for these, left out: {cells}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>没有当作企业</source>
      <translation>no enterprises</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>没有待办。可以交出自评包。</source>
      <translation>Nothing to do. The package can be handed over.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>没有待办。可以去定级，或做离厂检查。</source>
      <translation>Nothing is open. Go on to the grade or the leaving check.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/window.py" />
      <source>没有找到</source>
      <translation>Nothing found</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/token_choice.py" />
      <source>没有找到带签名证书的令牌；插好后再查找。</source>
      <translation>No token with a signing certificate was found; put one in and look again.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>没有找到网络。请打开手机热点，让电脑连上它，再点“重新找地址”。</source>
      <translation>No network was found. Switch on a phone's hotspot, let the computer join it, then look again.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/search.py" />
      <source>没有找到，换个词试试</source>
      <translation>Nothing found, try another word</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/receiver.py" />
      <source>没有收下：{name}</source>
      <translation>Not taken: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <source>没有新到的同步包。</source>
      <translation>No new packages.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/incoming.py" />
      <source>没有新的内容</source>
      <translation>Nothing new</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <source>没有新的差距需要起草</source>
      <translation>There is no new gap to draft for</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>没有机构根证书时，证书自成一根，旁边另存一份 .trust.pem 交给核验的人。</source>
      <translation>Without an institution's root the certificate gets one of its own; hand the .trust.pem beside it to those who verify.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>没有现场记录。</source>
      <translation>No findings.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>没有用到</source>
      <translation>not used</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>没有登记企业代表：请先登记，或写接收人</source>
      <translation>No representative is on record: add one, or write who receives</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>没有目标表</source>
      <translation>No table of targets</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>没有符合的建议。</source>
      <translation>No such suggestions.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>没有结果</source>
      <translation>No result</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <source>没有要处理的分歧了</source>
      <translation>Nothing is left to settle</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>没有覆盖全文</source>
      <translation>does not cover the whole</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <source>没有认出测量系统分析的表；可以在下面指定三列</source>
      <translation>No gauge study was recognised; its three columns can be named below</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>没有证明</source>
      <translation>Not proved</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/notes.py" />
      <source>没有跳过的单元格，没有需要说明的地方。</source>
      <translation>No cell was skipped, and there is nothing to remark.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>没有过程能力指数</source>
      <translation>No capability index</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution_fits.py" />
      <source>没有迹象表明不服从正态分布</source>
      <translation>Nothing speaks against a normal distribution</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>没评完时是一个区间，评完收敛成一级。每个结论都能点到依据，“假如”里可以先试后改。</source>
      <translation>It is an interval until all is rated, then one level. Every conclusion leads to its ground; What-if lets you try before you change.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <location filename="qmdesk/ui/shell/search.py" />
      <source>浅色</source>
      <translation>Light</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>测量人</source>
      <translation>Operator</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <source>测量人列</source>
      <translation>Operator column</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/table.py" />
      <location filename="qmdesk/ui/pages/performance/readings_model.py" />
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <location filename="qmdesk/ui/pages/performance/readings_table.py" />
      <source>测量值</source>
      <translation>Reading</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>测量值 {n} 个</source>
      <translation>{n} readings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <source>测量值列</source>
      <translation>Reading column</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <location filename="qmdesk/ui/pages/performance/capability.py" />
      <source>测量数据</source>
      <translation>Measurements</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>测量数据表</source>
      <translation>Measurements</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/page.py" />
      <source>测量系统</source>
      <translation>Gauges</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>测量系统分析</source>
      <translation>Gauge study</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_grid.py" />
      <source>测量系统分析的读数：每行一个零件，每列一个测量人的一次</source>
      <translation>Readings of the gauge study: a row for each part, a column for each operator and trial</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>测量系统（GRR）</source>
      <translation>Gauge R&amp;R</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <location filename="qmdesk/ui/shell/search.py" />
      <source>深色</source>
      <translation>Dark</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <source>添加{role}</source>
      <translation>{role}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>添加专家</source>
      <translation>Add expert</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <source>添加佐证</source>
      <translation>Add evidence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/places.py" />
      <source>添加去处</source>
      <translation>Add place</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <source>添加文件</source>
      <translation>Add files</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/enclosures_page.py" />
      <source>添加文件…</source>
      <translation>Add files...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <source>添加文件夹里的全部文件</source>
      <translation>Add all files of a folder</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>添加疑问</source>
      <translation>Add a question</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>清单上都有了，没有新增</source>
      <translation>Everything is on the list already</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>清单里没有新内容</source>
      <translation>There is nothing new in the list</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <source>清空单元格</source>
      <translation>Clear cells</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/schedule.py" />
      <source>清空并重新草拟</source>
      <translation>Clear and draft anew</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>清除我的评级</source>
      <translation>Clear my rating</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>瀑布图</source>
      <translation>Waterfall</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>点 9.95</source>
      <translation>Point 9.95</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>点“生成预览”看一遍全文，再按角色签名。</source>
      <translation>Press "Preview" to look through it all, then sign by role.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>点图中的一段，或用方向键移到它再按空格，这里列出对应的案卷；双击打开案卷。</source>
      <translation>Click a part of a chart, or go to it with the arrow keys and press space: its cases are listed here. A double click opens a case.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>照片归到</source>
      <translation>Photos belong to</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <source>特性</source>
      <translation>Characteristic</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/capability.py" />
      <source>特性 {n}</source>
      <translation>Characteristic {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>特性、规格限和读数</source>
      <translation>Characteristics, limits and readings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/table.py" />
      <source>特性名称</source>
      <translation>Name</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/ratings.py" />
      <location filename="qmdesk/ui/programme/calendar.py" />
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>状态</source>
      <translation>State</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>环节</source>
      <translation>Links</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/panel.py" />
      <source>环节：{name}</source>
      <translation>Stage: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>现为 {value}</source>
      <translation>now it is {value}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stages_page.py" />
      <source>现在到这里</source>
      <translation>Now here</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/minutes.py" />
      <source>现在开始</source>
      <translation>Begin now</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>现在投递</source>
      <translation>Deliver now</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>现在的数值要 {n} 个读数</source>
      <translation>{n} readings at the present value</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>现在移交</source>
      <translation>Hand over now</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/minutes.py" />
      <source>现在结束</source>
      <translation>End now</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>现在：{level}</source>
      <translation>Now: {level}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>现场</source>
      <translation>Visit</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/draft.py" />
      <source>现场图 {time} {n}.png</source>
      <translation>Picture {time} {n}.png</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/naming.py" />
      <source>现场复核</source>
      <translation>On-site review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>现场复核工作台 · 不联网也能用 · 版本 {version}</source>
      <translation>Workbench for on-site reviews · works offline · version {version}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>现场开始</source>
      <translation>Visit from</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_tab.py" />
      <source>现场抽样与复测</source>
      <translation>Sampling and repeat measurements on site</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <source>现场核查报告.pdf</source>
      <translation>report-of-the-check.pdf</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/papers.py" />
      <source>现场核查报告（未签名）</source>
      <translation>Report of the on-site check (unsigned)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/prompts.py" />
      <source>现场看什么</source>
      <translation>On the floor</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>现场结束</source>
      <translation>Visit to</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/registry.py" />
      <source>现场记录</source>
      <translation>Notes from the floor</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>现场记录的合并与拆分</source>
      <translation>Findings: merge and split</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>现场评价路径</source>
      <translation>Path of the visit</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>现已没有</source>
      <translation>now it is gone</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <location filename="qmdesk/ui/programme/history.py" />
      <source>理由与来源</source>
      <translation>Reason and origin</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/second.py" />
      <source>理由会留在案卷和报告里</source>
      <translation>The reason stays in the case and in the report</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stages_page.py" />
      <source>理由或说明</source>
      <translation>Reason or note</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sides.py" />
      <source>理由：{text}</source>
      <translation>Reason: {text}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>琥珀色</source>
      <translation>Amber</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/handover.py" />
      <source>生成自评包</source>
      <translation>Write the self-assessment package</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/handover.py" />
      <source>生成自评包…</source>
      <translation>Write the package...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>生成预览</source>
      <translation>Preview</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/notes.py" />
      <source>用上面的按钮或 F8 记第一条。照片可以直接拖到对应条目的佐证里，或用手机传过来。</source>
      <translation>Begin with a button above or with F8. Photos can be dropped on an item's evidence or sent from a phone.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <source>用个人证书签名（可选）</source>
      <translation>Sign with a certificate (optional)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>用什么签</source>
      <translation>Signs with</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>用企业的原始数据算指标</source>
      <translation>Figures from the plant's own records</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>用企业的自评表建立案卷</source>
      <translation>Make a case from the enterprise's workbook</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/pad.py" />
      <source>用笔或鼠标在横线上签名</source>
      <translation>Sign on the line with a pen or the mouse</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>用自己的政策文件…</source>
      <translation>Use a policy file of our own...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>用自评包建立案卷</source>
      <translation>New case from a self-assessment package</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/window.py" />
      <source>用词</source>
      <translation>Words</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/pad.py" />
      <source>用这个签名</source>
      <translation>Use this signature</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/root_word.py" />
      <source>由“导出本机证书”写出</source>
      <translation>As written by Export this device's certificate</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <source>由上面的内容草拟，之后随意修改；以“# ”开头的行是小标题。</source>
      <translation>Drafted from what stands above, then edited freely; a line that begins with "# " is a heading.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <source>由信任名单中的根证书签发</source>
      <translation>Issued by a trusted root</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>由本人签</source>
      <translation>To be signed in person</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>由本维度决定</source>
      <translation>This dimension decides</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/facts_tab.py" />
      <source>由谁确认：</source>
      <translation>Confirmed by:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>由这些根证书签发的签名可信。报告要通过核验，签名人须出自其中之一。</source>
      <translation>Signatures under these roots are trusted. A report is verified only where its signers come from one of them.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>申报与承诺</source>
      <translation>Application and letter</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>申报书（Word）…</source>
      <translation>Application (Word)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/checking_page.py" />
      <source>申报条件</source>
      <translation>Conditions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stops.py" />
      <source>申报表</source>
      <translation>Application form</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>申报质量标杆…</source>
      <translation>Quality benchmark...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/panel.py" />
      <source>申报进度</source>
      <translation>Application</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/sheet.py" />
      <source>电脑时钟当天被改动过：记录的先后与所记时间不符，时间存疑</source>
      <translation>The computer's clock was changed that day: the order of the records contradicts their times, so this time is in doubt</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>电脑的网络地址</source>
      <translation>This computer's address</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>画方框</source>
      <translation>Draw a box</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>画箭头</source>
      <translation>Draw an arrow</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/window.py" />
      <source>界面文件不完整，缺少 {names}。可以继续使用；重新安装即可恢复。</source>
      <translation>Files of the window's look are incomplete; missing: {names}. The program can be used as it is; installing it again mends this.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/search.py" />
      <source>界面语言：中文</source>
      <translation>Language: Chinese</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/search.py" />
      <source>界面语言：英文</source>
      <translation>Language: English</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>留作评价组商定事项</source>
      <translation>Leave open, a point for the team</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>留空：这台电脑；或 postgresql://用户@主机/数据库</source>
      <translation>empty: this computer; or postgresql://user@host/database</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/page.py" />
      <location filename="qmdesk/ui/pages/preparing/page.py" />
      <source>疑问</source>
      <translation>Questions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/page.py" />
      <source>疑问 {n}</source>
      <translation>Questions {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>疑问都有答复了</source>
      <translation>All questions are answered</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/login.py" />
      <source>登录并重试</source>
      <translation>Log in and try again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>登记上一张证书</source>
      <translation>Record the certificate before</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>登记关键特性所用的器具和校准证书：有效期、量程、分度值、不确定度当场核对，有问题的可带为疑问。</source>
      <translation>Record the gauges of key characteristics with their certificates: due date, range, resolution and uncertainty are checked as you type; what is wrong can be taken along as a question.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>登记器具</source>
      <translation>Record a gauge</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>登记测“{name}”的器具</source>
      <translation>Record the gauge for "{name}"</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <source>百万件不合格数</source>
      <translation>Per million</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/enclosures_page.py" />
      <source>盖章页换成照片或扫描件；文件可以直接拖到对应的一栏。</source>
      <translation>Sealed pages go in as pictures or scans; files can be dropped on their kind.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/registry.py" />
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>目标</source>
      <translation>Targets</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <location filename="qmdesk/ui/intake/table.py" />
      <source>目标值</source>
      <translation>Target</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_pane.py" />
      <source>直方图与过程能力</source>
      <translation>Histogram and capability</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>相同 {n}</source>
      <translation>{n} as they were</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>省</source>
      <translation>Province</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>看不出系统差别（p = {p}）。</source>
      <translation>No systematic difference is seen (p = {p}).</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>看了 {n} 个案卷，更新 {changed} 家</source>
      <translation>{n} cases read, {changed} enterprises updated</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/answers.py" />
      <source>看全部 {n} 个问题</source>
      <translation>All {n} questions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>看到了什么、凭什么下这个结论</source>
      <translation>What was seen, and why it leads to this verdict</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/late_changes.py" />
      <source>看到数据后有改动：</source>
      <translation>Changed after data were seen:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>看到的事实</source>
      <translation>What was seen</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>看到的事实，不写印象</source>
      <translation>The fact that was seen, no impression</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>看原因</source>
      <translation>See why</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <source>看数据之前约定。看到数据之后仍可改动，但会标出并要求写理由，写进报告。</source>
      <translation>Agreed before data are seen. A change after that is allowed, marked, asks for a reason and goes into the report.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>看过了（F7）</source>
      <translation>Seen (F7)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/window.py" />
      <source>看过再印；纸张为 A4。</source>
      <translation>Look before you print; the paper is A4.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/answer.py" />
      <source>知道了</source>
      <translation>Got it</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>研究 {n}</source>
      <translation>Study {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>研究变差 %</source>
      <translation>% study</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>确定不适用</source>
      <translation>Not applicable</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>确认拟定的类别</source>
      <translation>Confirm proposed classes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>确认等级</source>
      <translation>Confirmed level</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>离厂之前不落下一件事</source>
      <translation>Nothing is forgotten before leaving</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <source>离厂前交给企业的建议：措施、责任人、日期、怎样算做成。</source>
      <translation>Suggestions handed over before leaving: action, owner, date, and how success is measured.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/page.py" />
      <source>离厂检查</source>
      <translation>Leaving check</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/registry.py" />
      <source>离厂检查与末次会议</source>
      <translation>Leaving check and closing</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>离厂检查列出还没做完的；整改建议当场打印，一式两份签字；企业不同意可以写下异议。</source>
      <translation>The leaving check lists what is not done; suggestions are printed on the spot and signed in two copies; an enterprise that objects can write it down.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/scope.py" />
      <source>离开输入框即保存，不用另外点保存。</source>
      <translation>A field is saved when you leave it; there is nothing else to press.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>移交整改建议</source>
      <translation>Suggestions handed over</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>移出发件箱</source>
      <translation>Take out of the outbox</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/attendance.py" />
      <source>移出名单</source>
      <translation>Take off the list</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>移出名录</source>
      <translation>Take out</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>移动图片或选中标注</source>
      <translation>Move the picture or choose a mark</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/enclosures_page.py" />
      <location filename="qmdesk/ui/benchmark/experience_page.py" />
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <location filename="qmdesk/ui/evidence/tile.py" />
      <source>移除</source>
      <translation>Remove</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/tile.py" />
      <source>移除佐证 {name}</source>
      <translation>Remove evidence {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>移除成员</source>
      <translation>Remove member</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>程序模块</source>
      <translation>Program modules</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>空白汇总表…</source>
      <translation>An empty table...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <source>空白表格</source>
      <translation>Blank workbooks</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tools.py" />
      <source>空白表格…</source>
      <translation>Blank workbooks...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>空行 {n}</source>
      <translation>{n} empty rows</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>窗口组件</source>
      <translation>Window components</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>立即备份</source>
      <translation>Back up now</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>第 {n} 个 {value}：{reason}</source>
      <translation>No. {n} {value}: {reason}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>第 {n} 个读数的剔除已失效：当时为 {value}，{now}</source>
      <translation>Reading {n} is no longer excluded: it was {value}, {now}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_plots.py" />
      <source>第 {n} 件：复核组 {own}，企业 {other}，差 {difference}</source>
      <translation>Piece {n}: ours {own}, theirs {other}, difference {difference}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_plots.py" />
      <source>第 {n} 点</source>
      <translation>Point {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_points.py" />
      <source>第 {n} 点，{name} {value}</source>
      <translation>Point {n}, {name} {value}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>第 {n} 行起</source>
      <translation>from row {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <location filename="qmdesk/ui/printing/window.py" />
      <source>第 {n} 页，共 {total} 页</source>
      <translation>Page {n} of {total}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <source>第 {rank} 阶段自第 {n} 点</source>
      <translation>Phase {rank} from point {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table_panel.py" />
      <source>第 {row} 行 {field}</source>
      <translation>Row {row}, {field}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <source>第 {row} 行 {field}：{said}</source>
      <translation>Row {row}, {field}: {said}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <source>第一次见到的签名，请向同事核实</source>
      <translation>Signer met for the first time: ask your colleague</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <source>第一行是表头</source>
      <translation>the first row is titles</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sides.py" />
      <source>等 {n} 个</source>
      <translation> ({n} in all)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>等待投递</source>
      <translation>Waiting</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/tree.py" />
      <source>等级</source>
      <translation>Level</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>等级、评价表和记录链的末端会固定下来。以后只能通过更正修改，原结论保留。</source>
      <translation>The grade, the form and the ends of the journal are fixed. Later changes are made by amendment, and this conclusion stays on record.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>等级一直看得见，也说得出理由</source>
      <translation>The grade is always in view, with its reasons</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>等级与数据不符</source>
      <translation>The grade does not follow from the data</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/tree.py" />
      <source>等级依据</source>
      <translation>Reasons for the grade</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>等级可以由数据重新算出</source>
      <translation>The grade follows from the data</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/page.py" />
      <source>等级还是一个区间：补齐未评条目和未定指标后收敛为一级。</source>
      <translation>The grade is still an interval: it closes to one level when open items and figures are completed.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <location filename="qmdesk/ui/programme/calendar.py" />
      <location filename="qmdesk/ui/programme/history.py" />
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>筛选</source>
      <translation>Filter</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <source>签到</source>
      <translation>Sign-in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <location filename="qmdesk/ui/printing/papers.py" />
      <source>签到表</source>
      <translation>Sign-in list</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>签名</source>
      <translation>Signatures</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <location filename="qmdesk/ui/pages/preparing/attendance.py" />
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>签名…</source>
      <translation>Sign...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>签名与核验</source>
      <translation>Signing and verifying</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>签名之后有改动</source>
      <translation>changed after signing</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>签名人不在信任名单中</source>
      <translation>signer not on the trust list</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>签名人可信</source>
      <translation>signer trusted</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>签名已损坏</source>
      <translation>signature broken</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>签名并导出</source>
      <translation>Sign and export</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/attendance.py" />
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>签名时姓名为“{old}”，现为“{new}”：请本人重签</source>
      <translation>Signed as "{old}", now "{new}": please sign again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>签名有效</source>
      <translation>signature valid</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>签名的汇总报告（PDF）…</source>
      <translation>Signed summary (PDF)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <location filename="qmdesk/ui/trust/making.py" />
      <source>签名角色</source>
      <translation>Role of the signer</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <source>签名：{name}</source>
      <translation>Signed by {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>签报告要用个人签名证书（.p12 文件，有口令）。证书和钥匙只在文件里，不进案卷。</source>
      <translation>Reports are signed with a personal certificate (a .p12 file under a passphrase). Certificates and keys stay in their files and never go into a case.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>管理评价组成员…</source>
      <translation>Manage the team...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/panel.py" />
      <source>篇幅</source>
      <translation>Lengths</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>类别</source>
      <translation>Class</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>类别为拟定</source>
      <translation>Class only proposed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>类别来源</source>
      <translation>Where the class is from</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>类型和大小</source>
      <translation>Kind and size</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <location filename="qmdesk/ui/pages/performance/table_panel.py" />
      <source>粘贴</source>
      <translation>Paste</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <source>粘贴了 {n} 行</source>
      <translation>Pasted {n} rows</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <source>粘贴截图</source>
      <translation>Paste screenshot</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <location filename="qmdesk/ui/pages/performance/readings_table.py" />
      <source>粘贴测量值</source>
      <translation>Paste readings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>粘贴的测量数据</source>
      <translation>Pasted measurements</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/window.py" />
      <source>系统里没有打印机，共 {n} 页没有打印。可以另存为 PDF，在别的电脑上打印。</source>
      <translation>The system has no printer: nothing was printed (pages: {n}). Save it as PDF to print it on another computer.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>系统里没有打印机，恢复密钥没有打印。请用“存为文本文件…”，存在 U 盘上与电脑分开保管。</source>
      <translation>The system has no printer; the recovery key was not printed. Use "Save as a text file..." and keep it on a stick apart from the computer.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>红色</source>
      <translation>Red</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/agreed.py" />
      <source>约定全部关键特性</source>
      <translation>Agree all key characteristics</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <source>约定关键特性</source>
      <translation>Key characteristics</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/minutes.py" />
      <source>纪要已经修改过，重新草拟会替换这些修改（可撤销）。</source>
      <translation>The minutes were edited; a new draft replaces that (undo brings it back).</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/search.py" />
      <location filename="qmdesk/ui/start/page.py" />
      <source>练习与导览</source>
      <translation>Practice and tour</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/review.py" />
      <source>练习案卷：随便试，不影响真实案卷；报告每一页都写着“练习”，也不会交付。</source>
      <translation>Practice case: try anything, no real case is touched. Every page of its report says PRACTICE, and it is never delivered.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>组内标准差：{method}</source>
      <translation>within-sigma: {method}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/scope.py" />
      <source>组织与日程</source>
      <translation>Organisation and dates</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>经验级</source>
      <translation>Experience</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/card.py" />
      <source>结束导览（Esc）</source>
      <translation>End the tour (Esc)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>结束早于开始：电脑的时钟改过，请更正时间</source>
      <translation>The end is before the start: the clock was changed. Correct the times</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>结束计时</source>
      <translation>Stop the watch</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/registry.py" />
      <location filename="qmdesk/ui/programme/results.py" />
      <source>结果</source>
      <translation>Results</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>结果记为“{name}”</source>
      <translation>Result: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <location filename="qmdesk/ui/naming.py" />
      <location filename="qmdesk/ui/pages/grade/page.py" />
      <source>结论</source>
      <translation>Conclusion</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <location filename="qmdesk/ui/pages/report.py" />
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>给已签名的报告盖时间戳…</source>
      <translation>Time-stamp a signed report...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>给没到场的人留位置，以后补签</source>
      <translation>Keep places for those who sign later</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>给谁（记入日志）</source>
      <translation>For whom (noted in the journal)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>统一社会信用代码</source>
      <translation>Unified social credit code</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>统计计算</source>
      <translation>Statistics</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>继续计时</source>
      <translation>Continue</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>继续评价</source>
      <translation>Continue</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/stages.py" />
      <source>综合等级</source>
      <translation>Overall grade</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/gradepanel.py" />
      <source>综合等级：{words}</source>
      <translation>Overall grade: {words}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>绿色</source>
      <translation>Green</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>缩小</source>
      <translation>Zoom out</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <location filename="qmdesk/ui/shell/search.py" />
      <source>缩小文字</source>
      <translation>Smaller text</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/enclosures_page.py" />
      <source>缺</source>
      <translation>Missing</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/ratings.py" />
      <source>缺理由</source>
      <translation>No reason</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_words.py" />
      <source>缺陷 {defects} 个 ÷ {units} 件，每件 {dpu} 个</source>
      <translation>{defects} defects ÷ {units} units, {dpu} a unit</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/quality_words.py" />
      <source>缺陷数多于机会总数 {chances}，请核对</source>
      <translation>more defects than the {chances} opportunities; check the counts</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>缺陷记录表</source>
      <translation>Defects</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <source>缺项和疑点</source>
      <translation>Missing or doubtful</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>联系方式</source>
      <translation>Contact details</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>联络人：读到 {read} 人，新增 {new} 人</source>
      <translation>Contacts: {read} read, {new} new</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/history.py" />
      <source>联络员 {name}</source>
      <translation>Contact {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>联络员名单.xlsx</source>
      <translation>Contacts.xlsx</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/keeper.py" />
      <source>自动备份没有写成：{why}。工作照常，稍后会再试。</source>
      <translation>The automatic backup could not be written: {why}. Work goes on; it will be tried again later.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <source>自动选图</source>
      <translation>Automatic</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>自定方案文件</source>
      <translation>A policy of your own (file)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <source>自己的问题</source>
      <translation>Own question</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <source>自己的问题，按 Enter 加入</source>
      <translation>Own question; Enter adds it</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>自愿参与</source>
      <translation>Volunteer</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>自检</source>
      <translation>Self-test</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tools.py" />
      <source>自检…</source>
      <translation>Self-test...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <source>自此点起为新阶段</source>
      <translation>New phase from here</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>自由度</source>
      <translation>DF</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/naming.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>自评</source>
      <translation>Self</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_plots.py" />
      <source>自评{one} · 复核{other}</source>
      <translation>self-assessed {one} · reviewed {other}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/arrivals.py" />
      <location filename="qmdesk/ui/pages/handover.py" />
      <source>自评包</source>
      <translation>self-assessment package</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/handover.py" />
      <source>自评包已写好</source>
      <translation>Package written</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/handover.py" />
      <source>自评包是一个压缩文件：填好的自评表、佐证材料和测量数据。评价组用它建立复核案卷，不必重新录入。</source>
      <translation>The package is one zip file: the filled self-assessment workbook, the evidence and the readings. The assessors begin their review from it and need not type anything again.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>自评和数据中没有发现矛盾。想问的可以自己添加，答复写在这里，进报告。</source>
      <translation>No contradictions were found. Add what you want to ask; the answers go into the report.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>自评和数据中的矛盾：{n} 处未列入</source>
      <translation>Contradictions not taken yet: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/figure_head.py" />
      <source>自评数据</source>
      <translation>Self-assessment</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>自评日期</source>
      <translation>Self-assessed on</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>自评材料里互相矛盾的地方，列为疑问带到现场，当面问清，答复写在这里，进报告。也可以自己添加。</source>
      <translation>Take the contradictions of the self-assessment along as questions, ask on site, write the answers here; they go into the report. You can add your own.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <source>自评等级</source>
      <translation>Self</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/handover.py" />
      <source>自评等级（按已填内容计算）</source>
      <translation>Self-assessed level (from what is filled in)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/fields.py" />
      <source>至少 8 个字符，一句话最好</source>
      <translation>8 characters at least; a sentence is best</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>范围</source>
      <translation>Range</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/schedule.py" />
      <source>草拟日程</source>
      <translation>Draft the schedule</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/minutes.py" />
      <source>草拟纪要</source>
      <translation>Draft the minutes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>草稿已留着，按 F8 接着写</source>
      <translation>The draft is kept; F8 goes on with it</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>营业执照上的全称</source>
      <translation>Full name as on the business licence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>蓝色</source>
      <translation>Blue</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>行业</source>
      <translation>trade</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>补拟路线</source>
      <translation>Draft again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/report_page.py" />
      <location filename="qmdesk/ui/pages/report.py" />
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>补签已保存的报告…</source>
      <translation>Sign a saved report...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>表中所填</source>
      <translation>from the table</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <source>表中有元也有万元，已换算后合计</source>
      <translation>the table has yuan and 10 000 yuan; both are converted before they are added</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>表中的列或内容</source>
      <translation>What the table says</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <location filename="qmdesk/ui/intake/window.py" />
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <location filename="qmdesk/ui/pages/performance/table_panel.py" />
      <location filename="qmdesk/ui/programme/results.py" />
      <source>表格</source>
      <translation>Tables</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <source>表格写出</source>
      <translation>Writing a workbook</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>表格的前几行。点列头可以改这一列是什么。</source>
      <translation>The first rows of the table. Click the head of a column to say what it is.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>被取代的报告（更正时）</source>
      <translation>Report replaced (amendment)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>要多少件</source>
      <translation>How many</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>要拆分的记录</source>
      <translation>The finding to split</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>要点</source>
      <translation>Point</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>要看的材料</source>
      <translation>Documents to see</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/prompts.py" />
      <location filename="qmdesk/ui/pages/performance/figure_head.py" />
      <source>要看的证据</source>
      <translation>Evidence to look for</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>要证实{level}：{how}</source>
      <translation>to demonstrate {level}: {how}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>要证实的 Cpk</source>
      <translation>Cpk to demonstrate</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/check_tab.py" />
      <source>要问清楚</source>
      <translation>To be asked</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>覆盖全文</source>
      <translation>covers the whole</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <location filename="qmdesk/ui/pages/performance/sampling_tab.py" />
      <source>见证与重复测量</source>
      <translation>Repeats</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <location filename="qmdesk/ui/trust/people.py" />
      <source>见过的设备</source>
      <translation>Devices met before</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>规模</source>
      <translation>size</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <source>触屏大小</source>
      <translation>Touch size</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>计算等级</source>
      <translation>Computed grade</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>计算等级：{level}（{stage}）。作出结论后案卷只能通过更正修改。</source>
      <translation>Computed grade: {level} ({stage}). Once concluded, the case changes by amendment only.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>计量器具</source>
      <translation>Gauges</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/root_word.py" />
      <source>认证写到…</source>
      <translation>Write the certification to...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/root_word.py" />
      <source>认证后，信任这个根证书的人就信任这台设备；吊销后，它签的一律不认。写出的文件交给各人导入。</source>
      <translation>Once certified, who trusts the root trusts the device; once revoked, nothing it signs counts. Hand the file to everybody to import.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/root_word.py" />
      <source>认证设备…</source>
      <translation>Certify the device...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/root_word.py" />
      <location filename="qmdesk/ui/trust/window.py" />
      <source>认证设备、吊销证书</source>
      <translation>Certify a device, revoke</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/notes.py" />
      <source>记{kind}</source>
      <translation>{kind}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>记一条</source>
      <translation>New note</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>记一条看到的事实（任何一页）</source>
      <translation>Note what was seen (on any page)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <location filename="qmdesk/ui/shell/search.py" />
      <source>记一条（F8）</source>
      <translation>New note (F8)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>记下</source>
      <translation>Keep</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/minutes.py" />
      <source>记下日期和时间；地点和主持人空着的，按首次会议和评估组长填</source>
      <translation>Writes day and time; an empty place and chair are filled as at the opening meeting, else with the lead assessor</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>记住这种表格，这家企业下次自动这样读</source>
      <translation>Remember this kind of table and read it so next time for this enterprise</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/page.py" />
      <source>记录</source>
      <translation>Notes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/team_verdict.py" />
      <source>记录为受控</source>
      <translation>Record as in control</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <location filename="qmdesk/ui/programme/history.py" />
      <source>记录人</source>
      <translation>Author</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <source>记录人：{names}</source>
      <translation>Written by {names}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>记录人：{name}</source>
      <translation>Recording as: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>记录会以这个名字留痕</source>
      <translation>Records carry this name</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>记录冲突：{what}</source>
      <translation>Conflict: {what}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/page.py" />
      <source>记录性指标</source>
      <translation>Recorded</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <source>记录时间：{first} 至 {last}（按其电脑的时钟）</source>
      <translation>Written from {first} to {last} (by their computer's clock)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/recorded.py" />
      <source>记录近三年的数值、来源和方法，不设门槛，不影响等级。</source>
      <translation>Values of three years with source and method; no gate, no effect on the level.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/notes.py" />
      <source>记录都已归类</source>
      <translation>All notes are sorted</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/about/window.py" />
      <source>许可全文</source>
      <translation>Full text of the licence</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/people.py" />
      <source>设备</source>
      <translation>device</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/root_word.py" />
      <source>设备的证书，或要吊销的个人证书</source>
      <translation>Certificate of the device, or of the person to revoke</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_pane.py" />
      <source>设定</source>
      <translation>the settings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/prompts.py" />
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <location filename="qmdesk/ui/pages/floor/page.py" />
      <source>访谈</source>
      <translation>Interviews</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/prompts.py" />
      <source>访谈记录</source>
      <translation>Interviews held</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <location filename="qmdesk/ui/trust/making.py" />
      <location filename="qmdesk/ui/trust/root_word.py" />
      <location filename="qmdesk/ui/trust/verify.py" />
      <location filename="qmdesk/ui/trust/window.py" />
      <source>证书</source>
      <translation>Certificates</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>证书与信任名单</source>
      <translation>Certificates and trust</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tools.py" />
      <source>证书与信任名单…</source>
      <translation>Certificates and trust...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <location filename="qmdesk/ui/signing/panel.py" />
      <location filename="qmdesk/ui/trust/making.py" />
      <source>证书口令</source>
      <translation>Passphrase of the certificate</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>证书指纹 {text}</source>
      <translation>certificate {text}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <location filename="qmdesk/ui/trust/making.py" />
      <source>证书文件</source>
      <translation>Certificate file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>证实</source>
      <translation>Shown</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/enclosures_page.py" />
      <source>证实性材料共 {size} MB。</source>
      <translation>Enclosures take {size} MB.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/enclosures_page.py" />
      <source>证实性材料共 {size} MB；三个文件打包后不能超过 {limit} MB。</source>
      <translation>Enclosures take {size} MB; the three files packed together may have {limit} MB.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>证实性材料（Word）…</source>
      <translation>Enclosures (Word)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stops.py" />
      <source>证实材料</source>
      <translation>Enclosures</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sides.py" />
      <source>证据：{names}</source>
      <translation>Evidence: {names}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>评为对应等级</source>
      <translation>Rate at that level</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/stages.py" />
      <location filename="qmdesk/ui/pages/grade/tree.py" />
      <source>评价对象</source>
      <translation>Subject</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <location filename="qmdesk/ui/programme/calendar.py" />
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/rollup_cases.py" />
      <location filename="qmdesk/ui/programme/rollup_scope.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>评价机构</source>
      <translation>institution</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>评价机构…</source>
      <translation>Institution...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>评价机构印章</source>
      <translation>Seal of the institution</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>评价机构名单</source>
      <translation>List of institutions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>评价机构由主管部门选定</source>
      <translation>The authority chooses the institution</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>评价机构由企业自主选择</source>
      <translation>The enterprise chooses the institution</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>评价案卷</source>
      <translation>Review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/page.py" />
      <source>评价组</source>
      <translation>Team</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <source>评价组与企业代表</source>
      <translation>Team and enterprise representative</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/page.py" />
      <source>评价组会</source>
      <translation>Team meeting</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <source>评价组会记录</source>
      <translation>The meeting</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>评价组判为不受控</source>
      <translation>The team found the process out of control</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>评价组判为受控</source>
      <translation>The team found the process in control</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/attendance.py" />
      <source>评价组和企业代表都在名单上了</source>
      <translation>The team and the representative are all on the list</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>评价组商定事项</source>
      <translation>Point for the team</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/team_verdict.py" />
      <source>评价组对过程是否受控的判定</source>
      <translation>The team's verdict on control</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>评价组已商定：</source>
      <translation>The team agreed on:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/conclusion.py" />
      <source>评价组结论</source>
      <translation>The team's conclusion</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/scope.py" />
      <source>评价范围</source>
      <translation>Scope of the review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <source>评价范围、期间和产品族</source>
      <translation>Scope, period and product families</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/help/selftest.py" />
      <location filename="qmdesk/ui/widgets/form_choice.py" />
      <source>评价表</source>
      <translation>Form</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/widgets/form_choice.py" />
      <source>评价表的 ZIP 文件</source>
      <translation>ZIP file of the form</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/widgets/form_choice.py" />
      <source>评价表的文件夹</source>
      <translation>Folder of the form</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/answers.py" />
      <source>评价表里的问题</source>
      <translation>The form's questions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/answers.py" />
      <source>评价表里问“{who}”的问题</source>
      <translation>The form's questions for: {who}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/rail.py" />
      <source>评价路径</source>
      <translation>Path of the review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <location filename="qmdesk/ui/programme/naming.py" />
      <location filename="qmdesk/ui/programme/roster_model.py" />
      <source>评估员</source>
      <translation>Assessors</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>评估员…</source>
      <translation>Assessors...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/figure_head.py" />
      <source>评估员按原始记录算出</source>
      <translation>By the assessors</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>评估员（您的姓名）</source>
      <translation>Assessor (your name)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>评估报告</source>
      <translation>report</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/papers.py" />
      <source>评估报告（未签名）</source>
      <translation>Report (unsigned)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>评估组长要用证书签署，不能只手写。</source>
      <translation>The lead assessor signs with a certificate, not by hand alone.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/stops.py" />
      <source>评分</source>
      <translation>Scores</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>评审专家</source>
      <translation>Experts</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_card.py" />
      <source>评级不一致（{said}），请商定：</source>
      <translation>Ratings differ ({said}); agree on:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/item_list.py" />
      <source>评级不一致，待商定</source>
      <translation>Ratings differ, to be agreed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <location filename="qmdesk/ui/pages/sync.py" />
      <source>评级不一致，由评价组商定</source>
      <translation>rated differently, for the team to agree</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/team_tab.py" />
      <source>评级对照</source>
      <translation>Ratings side by side</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>评语</source>
      <translation>Comment</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>评语：{part} · {expert}</source>
      <translation>Comment: {part} · {expert}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>评语：先点一个分数</source>
      <translation>Comment: first choose a score</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>试一试：在“工序合格率”里改一个数，看右边的等级和图。</source>
      <translation>Try it: change a number of the step yields and watch the grade and the chart.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>试一试：展开“依据”，看是哪一条、哪一个数拉住了等级。</source>
      <translation>Try it: unfold the reasons and see which item or number holds the grade.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>试一试：按数字键 1 到 5 评级，按 Ctrl+Enter 到下一个未评条目；照片直接拖进来就是佐证。</source>
      <translation>Try it: rate with keys 1 to 5, go to the next open item with Ctrl+Enter; a photo dropped here is evidence.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>试一试：改一个等级或数值，看综合等级怎么变。案卷不会改动。</source>
      <translation>Try it: change a level or a value and see what becomes of the grade. The case is not changed.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>试一试：点一项待办，会直接带到该去的地方。</source>
      <translation>Try it: click something open and land where it is done.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>试一试：点左边任意一站，再按 Ctrl+1 回来。</source>
      <translation>Try it: click any stop, then come back with Ctrl+1.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>试一试：生成报告看一看。练习案卷的每一页都写着“练习”。</source>
      <translation>Try it: make the report and look. Every page of a practice case says PRACTICE.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>该成员已被移除，签名未保留</source>
      <translation>That member was removed; the signature was not kept</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>该特性写明用这件器具</source>
      <translation>The characteristic itself names this gauge</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <source>语言</source>
      <translation>Language</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>说明行 {n}</source>
      <translation>{n} notes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <location filename="qmdesk/ui/pages/preparing/attendance.py" />
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>请 {name} 签名</source>
      <translation>To be signed by {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>请先保存好恢复密钥，再勾选确认。</source>
      <translation>Put the recovery key in a safe place first, then tick the box.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/exclusions.py" />
      <source>请先写明理由：没有理由不能剔除</source>
      <translation>Give the reason first: nothing is excluded without one</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/attendance.py" />
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>请先填写姓名，再签名</source>
      <translation>Fill in the name first, then sign</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>请先手写，或选择签名图片</source>
      <translation>Write by hand first, or choose a picture</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <source>请先查找令牌并选择证书</source>
      <translation>Look for tokens and choose a certificate first</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>请先逐条勾选声明，再签名</source>
      <translation>Tick each declaration first, then sign</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/what_if.py" />
      <source>请填一个不小于零的数</source>
      <translation>Enter a number that is not negative</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>请填写名称</source>
      <translation>Give a name</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>请填写数字</source>
      <translation>Fill in numbers</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/check_tab.py" />
      <source>请斟酌</source>
      <translation>To be weighed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/making.py" />
      <source>请设一个口令</source>
      <translation>Give a passphrase</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>请选择方案文件（.yaml）。</source>
      <translation>Choose the policy's file (.yaml).</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/root_word.py" />
      <source>请选择机构根证书（.p12）</source>
      <translation>Choose the institution's root certificate (.p12)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/root_word.py" />
      <source>请选择设备或个人的证书</source>
      <translation>Choose the certificate of a device or a person</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/panel.py" />
      <location filename="qmdesk/ui/trust/making.py" />
      <source>请选择证书文件（.p12）</source>
      <translation>Choose a certificate file (.p12)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>读作</source>
      <translation>Read as</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <location filename="qmdesk/ui/intake/window.py" />
      <source>读入</source>
      <translation>Take in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>读入 {n} 个特性，可撤销（Ctrl+Z）</source>
      <translation>{n} characteristics taken in; Ctrl+Z takes them back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>读入 {n} 个读数，可撤销（Ctrl+Z）</source>
      <translation>{n} readings read in; Ctrl+Z takes them back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/taking_in.py" />
      <source>读入 {n} 项，跳过 {skipped} 项</source>
      <translation>Took in {n}, skipped {skipped}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>读入测量数据</source>
      <translation>Take in measurements</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <source>读入测量系统分析</source>
      <translation>Read in a gauge study</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>读入评价机构名单（YAML）…</source>
      <translation>Take in a list of institutions (YAML)...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>读入评价机构的规定文件：哪些步骤可以跳过，哪些必须完成</source>
      <translation>Read the institution's policy file: which steps may be skipped, and which must be done</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <location filename="qmdesk/ui/intake/window.py" />
      <source>读出的特性</source>
      <translation>Characteristics found</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>读回 XLSX…</source>
      <translation>Read back XLSX...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/documents.py" />
      <source>读回 {n} 处，可撤销（Ctrl+Z）</source>
      <translation>Read back: {n} (Ctrl+Z undoes it)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/sets.py" />
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <source>读数</source>
      <translation>Readings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution_fits.py" />
      <source>读数太少（{n} 个），看不出是否服从正态分布</source>
      <translation>Too few readings ({n}) to tell whether they are normal</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>读数太少：每边至少 {n} 个才能检验差别。</source>
      <translation>Too few readings: each side needs at least {n} to test a difference.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>读数的先后顺序</source>
      <translation>Order of the readings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <location filename="qmdesk/ui/pages/performance/unreadable.py" />
      <source>读数读不出来</source>
      <translation>The readings cannot be read</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <source>读数：复核组 {n} 个，企业 {m} 个</source>
      <translation>Readings: ours {n}, theirs {m}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>读法</source>
      <translation>How it was read</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>谁在哪里</source>
      <translation>Who is where</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>谁的目标</source>
      <translation>Whose targets</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/facts_tab.py" />
      <source>谁确认的</source>
      <translation>Who confirmed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <location filename="qmdesk/ui/pages/performance/page.py" />
      <source>质量损失</source>
      <translation>Losses</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <source>质量损失率</source>
      <translation>Quality loss rates</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/form_page.py" />
      <source>质量损失率的口径</source>
      <translation>What the loss rate is over</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/templates.py" />
      <location filename="qmdesk/ui/importing/window.py" />
      <source>质量损失表</source>
      <translation>Losses</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/page.py" />
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <source>质量水平</source>
      <translation>Quality</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/characteristics.py" />
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <location filename="qmdesk/ui/pages/preparing/agreed.py" />
      <source>质量特性</source>
      <translation>Characteristics</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/door.py" />
      <location filename="qmdesk/ui/start/page.py" />
      <location filename="qmdesk/ui/window.py" />
      <source>质量管理能力评价</source>
      <translation>Quality-management capability review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>质量管理能力评价汇总</source>
      <translation>Quality-management roll-up</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>贴图</source>
      <translation>Paste picture</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/page.py" />
      <source>走查</source>
      <translation>Walk</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/field.py" />
      <source>走查点：{area}</source>
      <translation>Stop: {area}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>走查路线</source>
      <translation>Route</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <source>起草</source>
      <translation>Drafted</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <source>起草了 {n} 条建议</source>
      <translation>{n} suggestions drafted</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <source>起草建议</source>
      <translation>Draft suggestions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <source>趋势：当月损失 ÷（年度总产值 ÷ 12），只供参考，不参与定级。</source>
      <translation>Trend: the month's loss over a twelfth of the year's output value. For information; it decides no level.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/review.py" />
      <source>跟着导览走一遍</source>
      <translation>Take the tour</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>路线按物料走向排：来料、线边、关键工序、检验、成品、退货。每站列出要看什么，可以改、可以增减。</source>
      <translation>The route follows the material: incoming goods, line, key steps, inspection, store, returns. Each stop says what to look for; change, add and remove as you like.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>跳过</source>
      <translation>Skip</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>跳过…</source>
      <translation>Skip...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>跳过步骤：{name}</source>
      <translation>Skip: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/path_card.py" />
      <source>跳过理由</source>
      <translation>Why it is skipped</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/notes.py" />
      <source>跳过的单元格和说明</source>
      <translation>Skipped cells and remarks</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <source>辅导经历</source>
      <translation>Coaching</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <source>辅导经历与利益冲突</source>
      <translation>Coaching and conflicts of interest</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <source>辅导过本企业的人和机构不参加评价。同名的人、名称相近的机构会提示；核实无关的，写明理由。</source>
      <translation>Whoever coached this enterprise doesn't review it. People of the same name and institutions of a similar one are pointed out; where it is somebody else, say why.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>输入读数，按 Enter</source>
      <translation>Type a reading, press Enter</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <source>过程受控时，{n} 点的图也有 {one} % 的机会出现超限点；按全部八条有 {every} % 的机会误报</source>
      <translation>Even in control, a chart of {n} points shows one beyond its limits in {one} % of cases; with all eight rules it alarms in {every} %</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>过程受控，读数够多、够细，分布没有疑问</source>
      <translation>In control, with enough readings, fine enough, and no doubt about the distribution</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/page.py" />
      <source>过程能力</source>
      <translation>Capability</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>过程能力达到某级</source>
      <translation>A Cpk is reached</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>过程记录与设备参数</source>
      <translation>Process records</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <location filename="qmdesk/ui/protect/unlock.py" />
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>返回</source>
      <translation>Back</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_aside.py" />
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>返回名录</source>
      <translation>Back to the roster</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>返工合格</source>
      <translation>Reworked</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>还在区间内：未评条目和未问指标按最低与最高两种可能计算。</source>
      <translation>Still an interval: open items and figures count at their lowest and at their highest.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/panel.py" />
      <source>还差 {count} 条</source>
      <translation>{count} points open</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_study.py" />
      <source>还差 {n} 个读数，最先缺的是零件 {part}、测量人 {operator}</source>
      <translation>{n} readings are missing, first for part {part}, operator {operator}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>还开 {minutes} 分 {seconds:02} 秒</source>
      <translation>{minutes} min {seconds:02} s left</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/output_page.py" />
      <source>还有 {hard} 条必须处理，{soft} 条请核对</source>
      <translation>{hard} points must be settled, {soft} looked at</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/note_card.py" />
      <source>还有 {n} 个，归类后依次出现</source>
      <translation>{n} more come up as these are sorted</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>还有 {n} 个，登记后依次出现</source>
      <translation>{n} more come up as these are recorded</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/handover.py" />
      <source>还有 {n} 处空着或不一致</source>
      <translation>{n} places still empty or contradicting</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>还有 {n} 天</source>
      <translation>in {n} days</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/incoming.py" />
      <source>还有 {n} 条</source>
      <translation>{n} more</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/notes.py" />
      <source>还有 {n} 条更早的记录</source>
      <translation>{n} earlier notes</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>还有 {n} 环未判</source>
      <translation>{n} links open</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/handover.py" />
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>还有 {n} 项</source>
      <translation>{n} more</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/check_tab.py" />
      <source>还有 {n} 项必须处理</source>
      <translation>Must be settled: {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>还没到</source>
      <translation>not yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <source>还没有</source>
      <translation>none yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/trust/window.py" />
      <source>还没有。</source>
      <translation>None yet.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>还没有专家评完六项要点。</source>
      <translation>No expert has scored all six points yet.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/attendance.py" />
      <source>还没有人签到。键入姓名按 Enter 加入，或先加入评价组。</source>
      <translation>Nobody signed in yet. Type a name and press Enter, or add the team first.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>还没有企业</source>
      <translation>No enterprises yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/widgets/case_field.py" />
      <source>还没有保存，内容留在这里。</source>
      <translation>Not saved yet; the text stays here.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/agreed.py" />
      <source>还没有关键特性：至少定一个，Cpk 才能核定</source>
      <translation>No key characteristic yet: Cpk needs at least one</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/pad.py" />
      <source>还没有写</source>
      <translation>Nothing written yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <source>还没有写入。看过没有问题，再点“带入”。</source>
      <translation>Nothing is written yet. Look through it, then take it in.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/second.py" />
      <source>还没有写明</source>
      <translation>Not said yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <source>还没有可汇总的案卷</source>
      <translation>No cases to roll up yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>还没有器具的关键特性</source>
      <translation>Key characteristics without</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/schedule.py" />
      <source>还没有填现场复核日期，无法草拟日程。</source>
      <translation>The days of the visit are not filled in, so no schedule can be drafted.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/new_case.py" />
      <source>还没有填：{names}</source>
      <translation>Still missing: {names}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>还没有备份。</source>
      <translation>No backups yet.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>还没有手机连上</source>
      <translation>No phone yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>还没有损失明细</source>
      <translation>No losses yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/suggestions.py" />
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>还没有整改建议</source>
      <translation>No suggestions yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster.py" />
      <source>还没有案卷</source>
      <translation>Without a case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>还没有案卷。新建一个，或把 .qmcase 文件拖到这里。</source>
      <translation>No cases yet. Make one, or drop a .qmcase file here.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>还没有案卷。选中一家企业，点“建立案卷”。</source>
      <translation>There are no cases yet. Select an enterprise and make its case.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_pane.py" />
      <source>还没有测量值</source>
      <translation>No readings yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>还没有测量系统分析</source>
      <translation>No gauge study yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/notes.py" />
      <source>还没有现场记录</source>
      <translation>No notes from the floor yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report.py" />
      <source>还没有生成报告</source>
      <translation>No report yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>还没有疑问</source>
      <translation>No questions yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>还没有登记器具</source>
      <translation>No gauge yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/results.py" />
      <source>还没有结果</source>
      <translation>No results yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/grade/tree.py" />
      <source>还没有记录</source>
      <translation>Nothing recorded yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <source>还没有访谈</source>
      <translation>No interview yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_pane.py" />
      <source>还没有质量特性</source>
      <translation>No characteristics yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>还没有质量特性，先在“全过程质量绩效”里登记。</source>
      <translation>There is no characteristic yet; record them at whole-process performance.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>还没有走查路线</source>
      <translation>No route yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>还没有追溯</source>
      <translation>No tracing yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>还没有项目。在下面选择主管部门和年度，新建一个。</source>
      <translation>None yet. Choose the authority and the year below and make one.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>还没核对</source>
      <translation>not checked</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>还没看</source>
      <translation>Not seen yet</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/team.py" />
      <source>还缺：{roles}</source>
      <translation>Still missing: {roles}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/front.py" />
      <source>这一页有几份打印件：</source>
      <translation>This page has several papers:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/front.py" />
      <source>这一页没有自己的打印件。本案可以打印：</source>
      <translation>This page has no paper of its own. Of this case can be printed:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/front.py" />
      <source>这一页没有自己的打印件；名录、结果可以导出为 Excel 打印。本项目可以打印：</source>
      <translation>This page has no paper of its own; roster and results can be exported as Excel and printed there. Of this programme can be printed:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/front.py" />
      <source>这一页没有自己的打印件；申报材料在“检查与输出”里写成 Word 文件打印。这里可以打印：</source>
      <translation>This page has no paper of its own; the application is written as Word files on "Check and output" and printed there. Here can be printed:</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>这个主管部门的通知里没有按地区下达的目标。汇总页照样给出各地区的等级分布。</source>
      <translation>The notice of this authority gives no targets by region. The roll-up shows the levels by region all the same.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>这个案卷已加密</source>
      <translation>This case is encrypted</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/protect/window.py" />
      <source>这个案卷没有加密</source>
      <translation>This case is not encrypted</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/window.py" />
      <source>这个案卷的备份</source>
      <translation>Backups of this case</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/shared.py" />
      <source>这个疑问已经记着了</source>
      <translation>That question is on record already</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>这么多读数要看到 {index}</source>
      <translation>{index} seen in as many readings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>这些内容都已经在名录里了。</source>
      <translation>All of this is in the roster already.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>这些县（市、区）属于哪个市？答案会记住。</source>
      <translation>Which city do these counties belong to? The answers are remembered.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/incoming.py" />
      <source>这份材料以前已经带入过。</source>
      <translation>This package was taken in before.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>这张图片打不开</source>
      <translation>This picture can't be opened</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>这是以前的证书，同一编号的新证书已登记；范围和分度值按新证书核对。</source>
      <translation>An earlier certificate: a newer one of the same number is on record, and range and resolution are checked by that.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/widgets/case_field.py" />
      <source>这是前一阶段的数据，尚未在现场核实</source>
      <translation>Data of the earlier stage, not yet verified on site</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/keeper.py" />
      <source>这次不备份</source>
      <translation>Not this time</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/dimension/page.py" />
      <location filename="qmdesk/ui/pages/overview.py" />
      <source>进度</source>
      <translation>Progress</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>进阶提升</source>
      <translation>Advancing</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/experience_page.py" />
      <source>连图表 {n}</source>
      <translation>with tables {n}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/page.py" />
      <source>追溯</source>
      <translation>Tracing</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>追溯用时</source>
      <translation>Time of the tracing</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <source>适合窗口</source>
      <translation>Fit the window</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>逆向一批</source>
      <translation>Backwards</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/chart_options.py" />
      <source>选中：{point}</source>
      <translation>Selected: {point}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/findings_card.py" />
      <source>选中：{text}</source>
      <translation>Tick: {text}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/canvas.py" />
      <source>选好工具后按 Enter 在中间放一个标注，方向键移动，Shift+方向键改大小</source>
      <translation>With a tool chosen, Enter puts a mark in the middle; arrow keys move it, Shift with arrow keys changes its size</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/incoming.py" />
      <source>选定一个，或先带入、以后再选。没有选中的值仍在修改记录里。</source>
      <translation>Choose one, or take it in and choose later. Values that are not chosen stay in the history.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>选择 .qmcase 文件，也可以拖进来</source>
      <translation>Choose a .qmcase file, or drop it here</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outgoing.py" />
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <location filename="qmdesk/ui/signing/panel.py" />
      <location filename="qmdesk/ui/signing/token_choice.py" />
      <location filename="qmdesk/ui/trust/making.py" />
      <source>选择…</source>
      <translation>Choose...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>选择上次的案卷：带入企业、范围、关键特性、未关闭的建议</source>
      <translation>Choose the earlier case: enterprise, scope, characteristics, what was not closed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/arrivals.py" />
      <source>选择企业的自评包</source>
      <translation>Choose the enterprise's self-assessment</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/report_copy.py" />
      <source>选择副本方案</source>
      <translation>Choose a policy</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>选择印章图片…</source>
      <translation>Choose a picture...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/strip.py" />
      <source>选择手机或相机存照片的文件夹</source>
      <translation>Choose the folder where the phone or camera puts its photos</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/importing/window.py" />
      <location filename="qmdesk/ui/trust/verify.py" />
      <source>选择文件…</source>
      <translation>Choose files...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/inbox.py" />
      <location filename="qmdesk/ui/outbox/places.py" />
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>选择文件夹…</source>
      <translation>Choose a folder...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>选择案卷和同步包…</source>
      <translation>Choose cases and packages...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/outputs.py" />
      <source>选择模板</source>
      <translation>Choose a template</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>选择签名人</source>
      <translation>Who signs?</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup_files.py" />
      <source>选择证书</source>
      <translation>Choose a certificate</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/start/page.py" />
      <source>选择首次评价的同步包：首次评价原样保留，评级由二次复核组自己给出</source>
      <translation>Choose the first review's package: the first review stays as it was, the second team gives its own ratings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <source>选有代表性的零件（通常 10 件）、实际使用量具的人（通常 3 人），每人每件测 3 次，顺序随机。</source>
      <translation>Take representative parts (usually 10) and the people who use the gauge (usually 3); each measures each part 3 times in random order.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/sides.py" />
      <source>选这个</source>
      <translation>Take this</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/tour/steps.py" />
      <source>逐条对照描述评级</source>
      <translation>Rate each item by its descriptors</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/facts_tab.py" />
      <source>逐条念给企业听：A 无异议，D 有异议（照原话写下），↑↓ 换行，Delete 撤回。</source>
      <translation>Go through them with the enterprise: A agreed, D disputed (in its own words), up and down to move, Delete to take back.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>逐道工序</source>
      <translation>Step by step</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/window.py" />
      <source>逗号 9,95</source>
      <translation>Comma 9,95</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/scores_page.py" />
      <source>通知没有公布权重。选用的方案会印在报告上；回避的专家不计分。</source>
      <translation>The notice publishes no weights. The one chosen is printed in the report; recused experts count nowhere.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>逾期</source>
      <translation>Late</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>逾期 {n} 天</source>
      <translation>{n} days overdue</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>逾期和将到期</source>
      <translation>Late and soon due</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/handover.py" />
      <source>都已填写</source>
      <translation>Everything is filled in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <source>配对 t 检验</source>
      <translation>paired t test</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>采用</source>
      <translation>Use</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_preview.py" />
      <source>采纳 {n} 行</source>
      <translation>Take in {n} rows</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/history.py" />
      <location filename="qmdesk/ui/programme/history.py" />
      <location filename="qmdesk/ui/shell/bar.py" />
      <location filename="qmdesk/ui/shell/keys.py" />
      <source>重做</source>
      <translation>Redo</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/shell.py" />
      <source>重做（Ctrl+Shift+Z）</source>
      <translation>Redo (Ctrl+Shift+Z)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/bar.py" />
      <source>重做：{what}（Ctrl+Shift+Z）</source>
      <translation>Redo: {what} (Ctrl+Shift+Z)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/signing/pad.py" />
      <source>重写</source>
      <translation>Start again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>重复性</source>
      <translation>Repeatability</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>重复性（设备）</source>
      <translation>Repeatability (equipment)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_understood.py" />
      <source>重复的表头 {n}</source>
      <translation>{n} repeated headings</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/phone/window.py" />
      <source>重新找地址</source>
      <translation>Look for the address again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/printing/window.py" />
      <source>重新找打印机</source>
      <translation>Look for printers again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>重新读取</source>
      <translation>Read again</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>重点引导</source>
      <translation>Key</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/attendance.py" />
      <location filename="qmdesk/ui/pages/preparing/member_card.py" />
      <source>重签…</source>
      <translation>Sign again...</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <source>金额未写单位时按</source>
      <translation>Amounts without a unit are in</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <source>金额未写单位时的单位</source>
      <translation>Unit of amounts written without one</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/vouchers.py" />
      <source>金额未填</source>
      <translation>an amount is missing</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <source>问答</source>
      <translation>Questions and answers</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/answers.py" />
      <source>问这一条</source>
      <translation>Ask this</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/viewer.py" />
      <location filename="qmdesk/ui/importing/window.py" />
      <source>阶段</source>
      <translation>Stage</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/readings.py" />
      <source>附件留有余地之处怎样理解。默认口径已选好，改动会写进报告。</source>
      <translation>How passages that the annex leaves open are read. The defaults are chosen; a change is printed in the report.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/about/window.py" />
      <source>随程序发行的全部软件、字体和图标，以及各自的许可全文。</source>
      <translation>All software, fonts and icons that come with the program, with the full text of each licence.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/about/window.py" />
      <source>随程序发行的软件</source>
      <translation>What comes with the program</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>零件</source>
      <translation>Part</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>零件 {part}，{operator} 第 {trial} 次：{value}</source>
      <translation>Part {part}, {operator} trial {trial}: {value}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>零件 × 测量人</source>
      <translation>Part × operator</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>零件与测量人的交互作用不显著，已并入重复性</source>
      <translation>Parts and operators don't interact noticeably; pooled with repeatability</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/gauge.py" />
      <source>零件列</source>
      <translation>Part column</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <source>零件间</source>
      <translation>Part to part</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/outbox/card.py" />
      <source>需要处理</source>
      <translation>Needs you</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>需要看一看</source>
      <translation>To look at</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/calendar.py" />
      <source>需要看的内容</source>
      <translation>What to look at</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/search.py" />
      <source>页面</source>
      <translation>Page</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <location filename="qmdesk/ui/programme/door.py" />
      <location filename="qmdesk/ui/start/page.py" />
      <source>项目名录</source>
      <translation>Programme</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/chooser.py" />
      <source>项目文件</source>
      <translation>Programme file</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/roster_files.py" />
      <source>项目现有评价机构 {n} 家</source>
      <translation>The programme has {n} institutions</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/shell.py" />
      <source>项目的页面</source>
      <translation>Pages of the programme</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/intake/table.py" />
      <source>顺序</source>
      <translation>Order</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/readings_pane.py" />
      <source>顺序不明</source>
      <translation>Order unknown</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>顾客忠诚程度</source>
      <translation>Customer loyalty</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>顾客满意度</source>
      <translation>Customer satisfaction</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/distribution.py" />
      <source>预计不合格 ppm</source>
      <translation>Expected ppm</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>预计实测 Cpk</source>
      <translation>Cpk expected</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>预计比率（%）</source>
      <translation>Share expected (%)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_size.py" />
      <source>预计的 Cpk 不高于要证实的值，多少件都证实不了</source>
      <translation>The Cpk expected is not above the one to demonstrate: no number of pieces would do</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/naming.py" />
      <source>预防级</source>
      <translation>Prevention</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>领料与投产</source>
      <translation>Issue to production</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <location filename="qmdesk/ui/pages/preparing/page.py" />
      <source>首次会议</source>
      <translation>Opening meeting</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <location filename="qmdesk/ui/printing/papers.py" />
      <source>首次会议纪要</source>
      <translation>Minutes of the opening meeting</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/second.py" />
      <source>首次评价原样保留，评级由二次复核组自己给出；与现场复核不同的，在“三阶段对照”里写明理由。</source>
      <translation>The first review stays as it is; the second team gives its own ratings, and says beside the stages why one differs from the on-site review.</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/second.py" />
      <source>首次评价报告编号</source>
      <translation>Number of the first report</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/arrivals.py" />
      <source>首次评价的同步包</source>
      <translation>Package of the first review</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/second.py" />
      <source>首次评价的同步包：{name}</source>
      <translation>Package of the first review: {name}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>验证</source>
      <translation>Verified</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>验证依据</source>
      <translation>Ground of the verdict</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/rectify/verification.py" />
      <source>验证结论</source>
      <translation>Verdict</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/looks_menu.py" />
      <location filename="qmdesk/ui/shell/search.py" />
      <source>高对比度（强光下）</source>
      <translation>High contrast (bright halls)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/voucher_row.py" />
      <source>（元或万元）</source>
      <translation> (yuan or wan)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/characteristics.py" />
      <source>（决定）</source>
      <translation> (decides)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/closing/closing_tab.py" />
      <source>（图片无法读取）</source>
      <translation>(picture can't be read)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <location filename="qmdesk/ui/pages/preparing/agreed.py" />
      <source>（已删除的特性）</source>
      <translation>(deleted characteristic)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/data_page.py" />
      <source>（新增）</source>
      <translation>(new)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/gauges.py" />
      <source>（未写名称）</source>
      <translation>(no name)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/walk.py" />
      <source>（未写地点）</source>
      <translation>(no place)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/interviews.py" />
      <source>（未写姓名）</source>
      <translation>(no name)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/floor/tracing.py" />
      <source>（未写批号）</source>
      <translation>(no batch)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_tab.py" />
      <location filename="qmdesk/ui/pages/preparing/doubts.py" />
      <source>（未写问题）</source>
      <translation>(no question)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/characteristics.py" />
      <location filename="qmdesk/ui/pages/performance/gauge_pane.py" />
      <location filename="qmdesk/ui/pages/performance/gauge_tab.py" />
      <location filename="qmdesk/ui/pages/performance/repeat_pane.py" />
      <source>（未命名）</source>
      <translation>(no name)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/meeting.py" />
      <source>（未填）</source>
      <translation>(empty)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/schedule.py" />
      <source>（未定）</source>
      <translation>(open)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/sampling_tab.py" />
      <source>（未选特性）</source>
      <translation>(no characteristic yet)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/benchmark/experience_page.py" />
      <source>（标题）</source>
      <translation>(title)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <source>（目标 {goal}）</source>
      <translation> (goal {goal})</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/naming.py" />
      <location filename="qmdesk/ui/pages/incoming.py" />
      <location filename="qmdesk/ui/programme/roster_cells.py" />
      <location filename="qmdesk/ui/programme/roster_selected.py" />
      <source>（空）</source>
      <translation>(empty)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/preparing/signatures.py" />
      <source>（签名图片无法读取）</source>
      <translation>(picture of the signature can't be read)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/capture/draft.py" />
      <source>（见图）</source>
      <translation>(see the picture)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>，</source>
      <translation>, </translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/answer.py" />
      <source>，{n} 个没有存入（见下）</source>
      <translation>, {n} not kept (see below)</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/watch_line.py" />
      <source>，{n} 个还在写入</source>
      <translation>, {n} still being written</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/answer.py" />
      <source>，停止后 {n} 个没有读</source>
      <translation>, {n} not read because it was stopped</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/rail.py" />
      <source>，完成 {done}，共 {total}</source>
      <translation>, {done} of {total} done</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <source>，或</source>
      <translation>, or </translation>
    </message>
    <message>
      <location filename="qmdesk/ui/shell/rail.py" />
      <source>，有待处理</source>
      <translation>, needs a look</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/backup/rows.py" />
      <location filename="qmdesk/ui/intake/limits.py" />
      <location filename="qmdesk/ui/pages/performance/chart_points.py" />
      <location filename="qmdesk/ui/pages/performance/distribution_fits.py" />
      <location filename="qmdesk/ui/pages/performance/gauge_result.py" />
      <location filename="qmdesk/ui/pages/performance/losses.py" />
      <location filename="qmdesk/ui/pages/performance/quality.py" />
      <location filename="qmdesk/ui/pages/performance/quality_plots.py" />
      <location filename="qmdesk/ui/pages/performance/quality_words.py" />
      <location filename="qmdesk/ui/pages/performance/repeat_words.py" />
      <location filename="qmdesk/ui/pages/performance/study_words.py" />
      <location filename="qmdesk/ui/pages/performance/table.py" />
      <location filename="qmdesk/ui/pages/performance/yield_next.py" />
      <location filename="qmdesk/ui/pages/performance/yields.py" />
      <source>；</source>
      <translation>; </translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/shell.py" />
      <source>；{n} 处此后又改过，没有动</source>
      <translation>; {n} places had changed since and were left alone</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/pages/taken.py" />
      <source>；之后又改过的 {n} 处不动</source>
      <translation>; {n} places changed since stay as they are</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/targets.py" />
      <source>；保证级及以上 {share}</source>
      <translation>; assurance and above {share}</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/programme/rollup.py" />
      <source>；保证级及以上占完成复核的 {share}</source>
      <translation>; assurance and above: {share} of the reviewed</translation>
    </message>
    <message>
      <location filename="qmdesk/ui/evidence/watch_line.py" />
      <source>；原有 {n} 个不取</source>
      <translation>; {n} that were there before are left</translation>
    </message>
  </context>
</TS>
