"""现场记录: notes, interviews, the floor walk, tracings, gauges, vouchers."""
