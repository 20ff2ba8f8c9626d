"""What the records of a 质量标杆 case say: lengths, conditions, contradictions, scores, stages; pure."""
