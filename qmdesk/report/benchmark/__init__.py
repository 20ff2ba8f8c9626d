"""Papers of a 质量标杆 case: application, experience, letter as Word, tables as workbooks, the signed check."""
