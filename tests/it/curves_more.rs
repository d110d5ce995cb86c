//! Curve files that look like responses of a 711 coupler and are something else.

use iem::sound::{Rig, read};

use crate::curves::{dotted, table};

#[test]
fn heads_and_ears_are_no_ordinary_coupler() {
    let good = table(",", "\n", dotted);
    for (head, is) in [
        ("* HATS", Some(Rig::Other)),
        ("HATS", Some(Rig::Other)),
        ("* Measured with GRAS 43AG", Some(Rig::Kemar)),
        ("* Rig: GRAS 43AG-7, RA0402", Some(Rig::Kemar)),
        ("* B&K 5128", Some(Rig::Type5128)),
        ("* Coupler: B&K5128", Some(Rig::Type5128)),
        ("* Br\u{fc}el & Kj\u{e6}r HATS type 5128-C", Some(Rig::Type5128)),
        ("# KEMAR", Some(Rig::Kemar)),
        ("Diffuse-field compensated by the rig", Some(Rig::Kemar)),
        ("* GRAS", Some(Rig::Other)),
        ("* dummy head", Some(Rig::Other)),
        ("* GRAS RA0045", Some(Rig::Coupler711)),
        ("* IEC 60711 coupler", Some(Rig::Coupler711)),
        ("* Note: hat mir gefallen", None),
    ] {
        let reading = read::bytes("Aria L.txt", format!("{head}\n{good}").as_bytes()).expect(head);
        assert_eq!(reading.rig, is, "{head}");
    }
}
