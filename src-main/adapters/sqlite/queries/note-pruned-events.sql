UPDATE pruned_events SET up_to_seq = @upToSeq
