//! Forms as data: definitions, answers, mistakes, journeys.
