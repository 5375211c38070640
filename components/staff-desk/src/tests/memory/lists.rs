//! The lists that the store in memory makes of its referrals.

use super::*;
use casework::Order;

/// Those that fit, the most pressing first; from `start` on, `limit` at most.
pub fn listing(referrals: &[Referral], filter: &Filter, start: usize, limit: usize) -> Listing {
    let wanted = |asked: &Option<String>, held: &str| asked.as_deref().is_none_or(|a| a == held);
    let mut entries: Vec<Entry> = referrals
        .iter()
        .map(|referral| referral.entry.clone())
        .filter(|entry| {
            wanted(&filter.queue, &entry.queue)
                && wanted(&filter.status, &entry.status)
                && wanted(&filter.reference, &entry.reference)
                && (filter.assignee.is_none() || filter.assignee == entry.assignee)
                && (filter.locality.is_none() || filter.locality == entry.locality)
                && filter
                    .priority
                    .is_none_or(|priority| priority == entry.priority)
                && filter.due_before.is_none_or(|due| entry.respond_by < due)
                && (!filter.open_only || entry.is_open())
                && (filter.form.is_none() || filter.form.as_ref() == Some(&entry.form.id))
                && (!filter.unassigned || entry.assignee.is_none())
                && filter
                    .waiting
                    .is_none_or(|waiting| waiting == entry.waiting_until.is_some())
        })
        .collect();
    entries.sort_by_key(|entry| {
        let pressing = entry.priority.rank();
        let (first, at) = match filter.order {
            Order::MostPressing => (pressing, entry.respond_by),
            Order::DueFirst => (0, entry.respond_by),
            Order::OldestFirst => (0, entry.received_at),
        };
        (first, at, entry.reference.clone())
    });
    let next = start + limit;
    let next_cursor = (entries.len() > next).then(|| next.to_string());
    let entries = entries.into_iter().skip(start).take(limit).collect();
    Listing {
        entries,
        next_cursor,
    }
}

/// How many are open in each queue.
pub fn counts(referrals: &[Referral], now: Instant) -> Vec<QueueCount> {
    let mut counts: Vec<QueueCount> = Vec::new();
    for referral in referrals.iter().filter(|r| r.entry.is_open()) {
        let entry = &referral.entry;
        let place = counts.iter().position(|count| count.queue == entry.queue);
        let place = place.unwrap_or_else(|| {
            counts.push(QueueCount {
                queue: entry.queue.clone(),
                unclaimed: 0,
                claimed: 0,
                overdue: 0,
                next_respond_by: None,
            });
            counts.len() - 1
        });
        let count = &mut counts[place];
        match entry.assignee {
            None => count.unclaimed += 1,
            Some(_) => count.claimed += 1,
        }
        count.overdue += u32::from(entry.respond_by < now);
        count.next_respond_by = Some(
            count
                .next_respond_by
                .map_or(entry.respond_by, |next| next.min(entry.respond_by)),
        );
    }
    counts
}
