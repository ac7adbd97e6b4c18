//! The processes that belong to this one: WebKit's, one a page and one for the network, which stays when the last page has gone.

use std::fs;

/// The kernel shortens names to 15 bytes.
const NETWORK: &str = "WebKitNetworkPr";

/// Ends the one for the network, of which our pages have no use; the next page starts another. To be called only where there is no page.
pub fn end_network() {
    for child in children().filter(|child| child.name == NETWORK) {
        // SAFETY: a signal to a child of our own, which nobody has waited for while it is still listed.
        unsafe { libc::kill(child.id, libc::SIGTERM) };
    }
}

pub fn are_there() -> bool {
    children().next().is_some()
}

struct Child {
    id: i32,
    name: String,
}

fn children() -> impl Iterator<Item = Child> {
    let own = std::process::id();
    let processes = fs::read_dir("/proc").into_iter().flatten();
    processes.filter_map(move |entry| {
        let id = entry.ok()?.file_name().to_str()?.parse().ok()?;
        let name = name_of_child(&fs::read_to_string(format!("/proc/{id}/stat")).ok()?, own)?.to_owned();
        Some(Child { id, name })
    })
}

/// proc(5): `id (name) state parent …`, and the name may hold blanks and brackets.
fn name_of_child(stat: &str, parent: u32) -> Option<&str> {
    let (head, rest) = stat.rsplit_once(") ")?;
    let (_, name) = head.split_once(" (")?;
    (rest.split(' ').nth(1)? == parent.to_string()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_children_are_meant() {
        assert_eq!(name_of_child("70 (WebKitNetworkPr) S 7 70 7 0", 7), Some("WebKitNetworkPr"));
        assert_eq!(name_of_child("70 (WebKitNetworkPr) S 71 70 7 0", 7), None);
        assert_eq!(name_of_child("70 (a) b (c) S 7 70", 7), Some("a) b (c"));
        assert_eq!(name_of_child("70", 7), None);
    }

    #[test]
    fn a_child_of_this_process_is_found_by_its_name() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().expect("started");
        let id = i32::try_from(child.id()).expect("a number of a process");
        let is_found = |name: &str| children().any(|other| other.id == id && other.name == name);
        // Until it has become another program it is called as we are.
        assert!((0..1000).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            is_found("sleep")
        }));
        assert!(are_there());
        child.kill().expect("ended");
        child.wait().expect("waited for");
        assert!(!is_found("sleep"));
    }
}
