//! The contract's words: facts, priorities, queues, decisions, signs.
