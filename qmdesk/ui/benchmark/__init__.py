"""Screens of a quality-benchmark case (质量标杆): its stops in the rail, one module for each."""
