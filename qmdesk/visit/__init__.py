"""What the records of a visit say: path, conflicts of interest, tracings, gauges, vouchers, meetings. Pure."""
