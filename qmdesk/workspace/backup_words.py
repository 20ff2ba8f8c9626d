"""What stands beside backups for a person who has nothing but the folder."""

READ_ME = """\
案卷备份 · Backups of a case

每个 .qmcase 是某一时刻的案卷，名字末尾是时间（UTC）。同名的 .jsonl 说明它有哪些文件（照片等）；
文件只存一份，放在 files 里，文件名就是其内容的 SHA-256。没有同名 .jsonl 的 .qmcase 自带全部文件。
请用 qmdesk 的“备份与恢复”或 qmdesk restore 恢复。没有 qmdesk 时：.qmcase 是 SQLite 数据库，
表 entry 是全部记录；把 files 中的内容写进表 blob（sha256, size, media, content）就是完整的案卷。

Each .qmcase is the case at one time; its name ends in that time (UTC). The .jsonl of the same name says which files
(photos ...) belong to it; they are kept once, in files, each named by the SHA-256 of its content. A .qmcase without a
.jsonl holds all its files itself. Restore with qmdesk (Backups, or qmdesk restore). Without it: a .qmcase is an SQLite
database, table entry holds everything recorded; put the contents of files into table blob
(sha256, size, media, content) and the case is complete.
"""
