"""The round as a pure machine: events fold into a state, the interviewer reads the state and makes the next move."""
