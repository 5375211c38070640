//! Replies in the form of the OS Places API, and the addresses that people choose from. The form is that of
//! Ordnance Survey's technical specification; the places are invented but for the first, which is its own
//! example.

use address_lookup::{Address, Failure, read};

fn reply(points: &[&str]) -> String {
    let results: Vec<String> = points
        .iter()
        .map(|point| format!(r#"{{"DPA":{{"UPRN":"1","UDPRN":"2",{point}}}}}"#))
        .collect();
    format!(
        r#"{{"header":{{"uri":"https://api.os.uk/search/places/v1/postcode","query":"postcode","offset":0,
        "totalresults":{},"format":"JSON","dataset":"DPA","lr":"EN,CY","maxresults":100,"epoch":"100",
        "output_srs":"EPSG:27700"}},"results":[{}]}}"#,
        points.len(),
        results.join(",")
    )
}

fn only(point: &str) -> [String; 4] {
    let mut addresses = read(200, reply(&[point]).as_bytes()).unwrap();
    assert_eq!(addresses.len(), 1, "{addresses:?}");
    let address = addresses.remove(0);
    assert_eq!(address.county, "", "the service knows no counties");
    [
        address.line_1,
        address.line_2,
        address.town,
        address.postcode,
    ]
}

#[test]
fn a_firm_with_a_number_has_its_name_first() {
    let point = r#""ADDRESS":"ORDNANCE SURVEY, 4, ADANAC DRIVE, NURSLING, SOUTHAMPTON, SO16 0AS",
        "ORGANISATION_NAME":"ORDNANCE SURVEY","BUILDING_NUMBER":"4","THOROUGHFARE_NAME":"ADANAC DRIVE",
        "DEPENDENT_LOCALITY":"NURSLING","POST_TOWN":"SOUTHAMPTON","POSTCODE":"SO16 0AS","RPC":"2",
        "X_COORDINATE":437292.43,"Y_COORDINATE":115541.95,"STATUS":"APPROVED","LOCAL_CUSTODIAN_CODE":1760,
        "BLPU_STATE_CODE_DESCRIPTION":null,"MATCH":1.0,"MATCH_DESCRIPTION":"EXACT""#;
    assert_eq!(
        only(point),
        [
            "Ordnance Survey",
            "4 Adanac Drive, Nursling",
            "Southampton",
            "SO16 0AS"
        ]
    );
}

#[test]
fn a_house_has_number_and_street_on_one_line() {
    let point = r#""BUILDING_NUMBER":14,"THOROUGHFARE_NAME":"HIGH STREET","DEPENDENT_LOCALITY":"GREAT EXAMPLE",
        "POST_TOWN":"EXAMPLETON","POSTCODE":"ZZ1 1AA""#;
    assert_eq!(
        only(point),
        ["14 High Street", "Great Example", "Exampleton", "ZZ1 1AA"]
    );
}

#[test]
fn a_flat_has_its_building_and_then_the_street() {
    let point = r#""SUB_BUILDING_NAME":"FLAT 2B","BUILDING_NAME":"ROSE COURT","BUILDING_NUMBER":"44",
        "THOROUGHFARE_NAME":"MILL ROAD","POST_TOWN":"EXAMPLE-ON-SEA","POSTCODE":"ZZ1 1AA""#;
    assert_eq!(
        only(point),
        [
            "Flat 2B, Rose Court",
            "44 Mill Road",
            "Example-on-Sea",
            "ZZ1 1AA"
        ]
    );
}

#[test]
fn a_house_with_a_name_and_no_street_is_told_by_its_name() {
    let point = r#""BUILDING_NAME":"ROSE COTTAGE","DOUBLE_DEPENDENT_LOCALITY":"LITTLE EXAMPLE",
        "DEPENDENT_LOCALITY":"GREAT EXAMPLE","POST_TOWN":"EXAMPLETON","POSTCODE":"ZZ1 1AB""#;
    assert_eq!(
        only(point),
        [
            "Rose Cottage",
            "Little Example, Great Example",
            "Exampleton",
            "ZZ1 1AB"
        ]
    );
}

#[test]
fn a_number_with_a_letter_stands_before_the_street_though_it_is_called_a_name() {
    for (name, line) in [("12A", "12A Mill Road"), ("1-3", "1-3 Mill Road")] {
        let point = format!(
            r#""BUILDING_NAME":"{name}","THOROUGHFARE_NAME":"MILL ROAD","POST_TOWN":"EXAMPLETON","POSTCODE":"ZZ1 1AA""#
        );
        assert_eq!(only(&point), [line, "", "Exampleton", "ZZ1 1AA"]);
    }
    let named = r#""BUILDING_NAME":"12TH HOUSE","THOROUGHFARE_NAME":"MILL ROAD","POST_TOWN":"X","POSTCODE":"ZZ1 1AA""#;
    assert_eq!(only(named)[..2], ["12th House", "Mill Road"]);
}

#[test]
fn a_street_within_a_street_comes_first() {
    let point = r#""BUILDING_NUMBER":"3","DEPENDENT_THOROUGHFARE_NAME":"THE MEWS","THOROUGHFARE_NAME":"MILL ROAD",
        "POST_TOWN":"EXAMPLETON","POSTCODE":"ZZ1 1AA""#;
    assert_eq!(only(point)[..2], ["3 The Mews", "Mill Road"]);
}

#[test]
fn a_village_without_streets_has_the_number_before_its_name() {
    let point = r#""BUILDING_NUMBER":"3","DEPENDENT_LOCALITY":"LITTLE EXAMPLE","POST_TOWN":"EXAMPLETON","POSTCODE":"ZZ1 1AA""#;
    assert_eq!(only(point)[..2], ["3 Little Example", ""]);
}

#[test]
fn a_department_and_a_box_are_told() {
    let point = r#""ORGANISATION_NAME":"EXAMPLE NHS TRUST","DEPARTMENT_NAME":"WARD 4","PO_BOX_NUMBER":"117",
        "POST_TOWN":"EXAMPLETON","POSTCODE":"ZZ1 1AA""#;
    assert_eq!(
        only(point)[..2],
        ["Example NHS Trust, Ward 4, PO Box 117", ""]
    );
}

#[test]
fn addresses_keep_the_order_of_the_service_and_stand_once() {
    let house = |number: u8| {
        format!(
            r#""BUILDING_NUMBER":"{number}","THOROUGHFARE_NAME":"MILL ROAD","POST_TOWN":"EXAMPLETON","POSTCODE":"ZZ1 1AA""#
        )
    };
    let points = [house(2), house(10), house(2)];
    let points: Vec<&str> = points.iter().map(String::as_str).collect();
    let found = read(200, reply(&points).as_bytes()).unwrap();
    let lines: Vec<&str> = found.iter().map(|found| found.line_1.as_str()).collect();
    assert_eq!(lines, ["2 Mill Road", "10 Mill Road"]);
}

#[test]
fn a_postcode_without_addresses_is_no_failure() {
    let header = r#"{"header":{"uri":"x","query":"postcode=ZZ99ZZ","offset":0,"totalresults":0}}"#;
    assert_eq!(read(200, header.as_bytes()), Ok(Vec::new()));
    assert_eq!(read(200, reply(&[]).as_bytes()), Ok(Vec::new()));
}

#[test]
fn what_is_no_address_is_left_out_and_the_rest_stays() {
    let points = [
        r#""POST_TOWN":"EXAMPLETON","POSTCODE":"ZZ1 1AA""#,
        r#""BUILDING_NUMBER":"3","THOROUGHFARE_NAME":"MILL\nROAD","POST_TOWN":"EXAMPLETON""#,
    ];
    let found = read(200, reply(&points).as_bytes()).unwrap();
    let expected = Address {
        line_1: "3 Millroad".to_owned(),
        town: "Exampleton".to_owned(),
        ..Address::default()
    };
    assert_eq!(found, [expected]);
}

#[test]
fn no_more_than_a_hundred_come_through() {
    let houses: Vec<String> = (1..=250)
        .map(|number| format!(r#""BUILDING_NUMBER":"{number}","THOROUGHFARE_NAME":"MILL ROAD""#))
        .collect();
    let houses: Vec<&str> = houses.iter().map(String::as_str).collect();
    assert_eq!(read(200, reply(&houses).as_bytes()).unwrap().len(), 100);
}

#[test]
fn a_refusal_says_whose_it_is_and_nothing_of_what_was_asked() {
    assert_eq!(
        read(
            429,
            br#"{"fault":{"faultstring":"Rate limit quota violation"}}"#
        ),
        Err(Failure::TooMany)
    );
    for (status, said) in [
        (401, "refused the key"),
        (403, "refused the key"),
        (400, "400"),
        (503, "503"),
    ] {
        let body = br#"{"error":{"statuscode":0,"message":"postcode ZZ1 1AA"}}"#;
        let Err(Failure::Unavailable(why)) = read(status, body) else {
            panic!("{status}");
        };
        assert!(why.contains(said) && !why.contains("ZZ1"), "{why}");
    }
}

#[test]
fn something_that_is_no_list_of_addresses_is_a_failure() {
    for body in [
        "",
        "<html>Sign in to the network</html>",
        "{}",
        "[]",
        r#"{"header":{},"results":{"DPA":1}}"#,
        r#"{"header":{},"results":[{"DPA":{"POST_TOWN":["a"]}}]}"#,
        &reply(&[r#""POST_TOWN":"EXAMPLETON""#])[..80],
    ] {
        assert!(
            matches!(read(200, body.as_bytes()), Err(Failure::Unavailable(_))),
            "{body}"
        );
    }
}
