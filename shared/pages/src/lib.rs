//! Pages for people: the layout and the parts of GOV.UK Frontend that we use, without its branding.
