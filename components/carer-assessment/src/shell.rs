//! The self-assessment on Spin.

form_site::spin_forms!(&crate::SITE);
