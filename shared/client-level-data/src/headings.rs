//! The 50 headings in their order: which module each is of, what its cells may hold, what we take it from, and
//! what of that could not be verified.
//!
//! Order and names are those of `data/cld-codes.json`. Which module a heading is of follows from its name.

/// A part of the specification, by the Department's data quality procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Module {
    Submission,
    Person,
    Events,
    Requests,
    Assessments,
    Carers,
    Services,
    Reviews,
    Costs,
}

impl Module {
    /// As the procedure has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Submission => "Submission information",
            Self::Person => "Person details",
            Self::Events => "Events (all)",
            Self::Requests => "Events (requests only)",
            Self::Assessments => "Events (assessments only)",
            Self::Carers => "Carers and linked service users",
            Self::Services => "Events (services only)",
            Self::Reviews => "Events (reviews only)",
            Self::Costs => "Costs (services only)",
        }
    }

    /// Whether a request has nothing to say here.
    #[must_use]
    pub const fn is_of_other_events(self) -> bool {
        matches!(
            self,
            Self::Assessments | Self::Services | Self::Reviews | Self::Costs
        )
    }
}

/// What a cell may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `YYYY-MM-DD`.
    Day,
    /// Ten digits of which the last is right.
    NhsNumber,
    /// In capitals with one space.
    Postcode,
    /// Hours of a week, 0 to 168.
    Hours,
    /// A value of the list of this name.
    Code(&'static str),
    /// Anything else, of which nothing is known to be wrong.
    Text,
}

macro_rules! headings {
    ($($heading:ident $name:literal $module:ident $kind:expr, $from:literal, $unverified:literal;)+) => {
        /// A heading.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Heading {
            $(#[doc = $name] $heading,)+
        }

        impl Heading {
            /// All of them, in their order.
            pub const ALL: [Self; 50] = [$(Self::$heading,)+];

            /// As the file has it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$heading => $name,)+ }
            }

            #[must_use]
            pub const fn module(self) -> Module {
                match self { $(Self::$heading => Module::$module,)+ }
            }

            #[must_use]
            pub const fn kind(self) -> Kind {
                match self { $(Self::$heading => $kind,)+ }
            }

            /// What we take it from, or why it is blank.
            #[must_use]
            pub const fn from(self) -> &'static str {
                match self { $(Self::$heading => $from,)+ }
            }

            /// What of it could not be verified; empty where nothing of what we write is in doubt.
            #[must_use]
            pub const fn unverified(self) -> &'static str {
                match self { $(Self::$heading => $unverified,)+ }
            }
        }
    };
}

impl Heading {
    /// Its place in a row, from 0.
    #[must_use]
    pub const fn place(self) -> usize {
        self as usize
    }
}

headings! {
    LaCode "LA Code" Submission Kind::Text,
        "The `la-code` of the authority’s file. Blank until somebody has set it.",
        "No code could be verified, so none is shipped.";
    ReportingPeriodStart "Reporting Period Start Date" Submission Kind::Day,
        "The first day that was chosen.",
        "That a day is written as YYYY-MM-DD.";
    ReportingPeriodEnd "Reporting Period End Date" Submission Kind::Day,
        "The last day that was chosen.",
        "That a day is written as YYYY-MM-DD.";
    NhsNumber "NHS Number" Person Kind::NhsNumber,
        "The NHS number that a professional gave.", "";
    PersonIdentifier "LA Person Unique Identifier" Person Kind::Text,
        "Blank: Front Door keeps contacts, not people. Take it from your case system, by Event Reference.", "";
    FirstName "First Name" Person Kind::Text,
        "Blank: names leave only once it is certain that they are asked for.",
        "Whether Release 2 takes names.";
    LastName "Last Name" Person Kind::Text,
        "Blank: names leave only once it is certain that they are asked for.",
        "Whether Release 2 takes names.";
    GpPracticeName "GP Practice Name" Person Kind::Text, "Blank: no form asks.", "";
    GpPracticeCode "GP Practice Code" Person Kind::Text, "Blank: no form asks.", "";
    Gender "Gender" Person Kind::Code("gender"),
        "Blank: the questions about equality ask for sex, and no answer is given a code of this list.",
        "The labels of Release 2.";
    Ethnicity "Ethnicity" Person Kind::Code("ethnicity"),
        "The ethnic group that the person asked us to keep with their record, and only in a file that a machine with \
         the role worker fetched. “Prefer not to say” is “No data: Refused”; what they left out is “No data: \
         Undeclared or not known”.", "";
    DateOfBirth "Date of Birth" Person Kind::Day,
        "The person’s date of birth. Blank where only a part of it is known.",
        "That a day is written as YYYY-MM-DD.";
    DateOfDeath "Date of Death" Person Kind::Day, "Blank: no form asks.", "";
    ClientType "Client Type" Person Kind::Code("client_type"),
        "“Unpaid carer” for a carer’s assessment and for a carer’s own request, else “Service user”. Blank where \
         somebody asks for support for a carer on behalf of another: it does not say which of the two the person is.",
        "Whether the list has more values.";
    PrimarySupportReason "Primary Support Reason" Person Kind::Code("primary_support_reason"),
        "“Social support: Support to unpaid carer” for an unpaid carer. For a service user, from the one need that they \
         have, where it leaves no doubt; else blank.",
        "The labels of Release 2 for service users. Those here are of Release 1.";
    Postcode "Postcode" Person Kind::Postcode,
        "The person’s postcode.", "";
    AccommodationStatus "Accommodation Status" Person Kind::Code("accommodation_status"),
        "Blank: no question leaves no doubt.", "";
    EmploymentStatus "Employment Status" Person Kind::Code("employment_status"),
        "What a carer ticked about work in their assessment, where it leaves no doubt; else blank.",
        "Whether it must be filled: the rule is of Release 1.";
    HasUnpaidCarer "Has Unpaid Carer" Person Kind::Text,
        "Blank until its values are known.", "Its values.";
    Autism "Autism Spectrum Disorder (ASD)" Person Kind::Text,
        "Blank until its values are known.", "Its values.";
    VisualImpairment "Visual Impairment" Person Kind::Text,
        "Blank until its values are known.", "Its values.";
    HearingImpairment "Hearing Impairment" Person Kind::Text,
        "Blank until its values are known.", "Its values.";
    Dementia "Dementia" Person Kind::Text,
        "Blank until its values are known.", "Its values.";
    ClientFundingStatus "Client Funding Status" Person Kind::Code("client_funding_status"),
        "Blank: no form asks.", "";
    EventType "Event Type" Events Kind::Code("event_type"), "“Request”.", "";
    EventReference "Event Reference" Events Kind::Text, "The reference.", "";
    EventStartDate "Event Start Date" Events Kind::Day,
        "The day in London of the moment of submission, or when the telephone call started.",
        "That a day is written as YYYY-MM-DD.";
    EventEndDate "Event End Date" Events Kind::Day,
        "The day in London on which the referral was closed.",
        "That a day is written as YYYY-MM-DD.";
    EventDescription "Event Description" Events Kind::Text,
        "Blank: nobody’s words leave in this file.", "";
    EventOutcome "Event Outcome" Events Kind::Code("event_outcome"),
        "The outcome with which the referral was closed.", "";
    RouteOfAccess "Request: Route of Access" Requests Kind::Code("request_route_of_access"),
        "“Community / Other route” for carers, and for others where nothing points elsewhere. “Discharge from Hospital” \
         for somebody in hospital who asks for going home, “Planned Entry (Transition)” for somebody who moves from \
         children’s services. Blank where it may be another.",
        "The labels of Release 2. Those here are of Release 1.";
    AssessmentType "Assessment Type" Assessments Kind::Code("assessment_type"), "Blank: not of a request.", "";
    EligibleNeeds "Eligible Needs Identified" Assessments Kind::Text, "Blank: not of a request.", "";
    MethodOfAssessment "Method of Assessment" Assessments Kind::Text, "Blank: not of a request.", "";
    HoursCaring "Total Hrs Caring per week" Carers Kind::Hours,
        "The hours a week that an unpaid carer gave as a number; blank where they chose a range.",
        "Whether it is a number of hours.";
    AdultsCaredFor "No. of adults being cared for" Carers Kind::Text,
        "Blank: no question leaves no doubt.", "";
    Adult1 "Adult 1 Linked Person_ID" Carers Kind::Text,
        "Blank: Front Door keeps contacts, not people.", "";
    Adult2 "Adult 2 Linked Person_ID" Carers Kind::Text,
        "Blank: Front Door keeps contacts, not people.", "";
    Adult3 "Adult 3 Linked Person_ID" Carers Kind::Text,
        "Blank: Front Door keeps contacts, not people.", "";
    ServiceType "Service Type" Services Kind::Code("service_type"), "Blank: not of a request.", "";
    ServiceComponent "Service Component" Services Kind::Code("service_component"), "Blank: not of a request.", "";
    DeliveryMechanism "Delivery Mechanism" Services Kind::Code("delivery_mechanism"), "Blank: not of a request.", "";
    ProviderName "Provider CQC Location Name" Services Kind::Text, "Blank: not of a request.", "";
    ProviderId "Provider CQC Location ID" Services Kind::Text, "Blank: not of a request.", "";
    ReviewReason "Review Reason" Reviews Kind::Text, "Blank: not of a request.", "";
    ReviewOutcomes "Review Outcomes Achieved" Reviews Kind::Text, "Blank: not of a request.", "";
    MethodOfReview "Method of Review" Reviews Kind::Text, "Blank: not of a request.", "";
    UnitCost "Unit Cost" Costs Kind::Text, "Blank: not of a request.", "";
    CostFrequency "Cost Frequency (Unit Type)" Costs Kind::Text, "Blank: not of a request.", "";
    PlannedUnits "Planned units per week" Costs Kind::Text, "Blank: not of a request.", "";
}
