SELECT up_to_seq AS seq FROM pruned_events
