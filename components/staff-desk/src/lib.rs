//! The queues and referrals that staff work, and their API.
