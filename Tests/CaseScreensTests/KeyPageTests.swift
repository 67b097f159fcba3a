import CaseDomain
import TestSupport
import Testing

@testable import CaseScreens

@Suite struct KeyPageTests {
  @Test func `the README prints the table that dispatches the keys`() throws {
    let readme = String(decoding: try fixture("../README.md"), as: UTF8.self)
    let page = KeyPage.lines.joined(separator: "\n")
    let isPrinted = readme.contains(page)
    #expect(isPrinted, "the key page of the README is out of date; it should be:\n\(page)")
  }
}
