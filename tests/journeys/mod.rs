//! Journeys: what people do from beginning to end, over HTTP and without JavaScript.

mod address_look_up;
mod afterwards;
mod assessing;
mod by_definition;
mod by_phone;
pub mod care_accounts;
pub mod carer_assessment;
mod carer_pages;
mod contact_forms;
mod drafts;
mod every_form;
mod exports;
pub mod filling_in;
mod front_door;
mod handover;
mod linked_provider;
mod looking_after_accounts;
pub mod main_path;
mod places;
mod saving;
pub mod saying;
mod scanned_files;
mod staff_desk;
mod twelve_carers;
mod uploads;
mod versions_of_forms;
mod worried_about_someone;
