import Glibc
import TestSupport
import Testing

/// The desk over a store that fails it.
struct TroubleTests {
  @Test("a store that is taken away is told, and leaving still works")
  func removed() throws {
    let work = try Workplace()
    let desk = try work.desk("rina")
    desk.open(3)
    #expect(try work.player.run("rm -rf \"$STORE\"").code == 0)
    desk.settle()
    desk.press("s")
    desk.expect("Belum tersimpan")
    desk.press("1")
    desk.press("q")
    desk.expectExit(.code(0))
  }

  @Test(
    "a store that has become read-only is told, and nothing is thought to be saved",
    .enabled(if: geteuid() == 0, "to be hindered by modes of files, setpriv needs root"))
  func readOnly() throws {
    var work = try Workplace()
    work.player["HOME"] = "/nonexistent"
    #expect(try work.player.run("chown -R 65534:65534 \"$STORE\"").code == 0)
    let before = try work.player.run("cat \"$STORE\"/journal/*.jsonl | sha256sum").output
    let desk = try TerminalSession(
      [
        "/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
        try Machine.program(), "--store", work.store, "--officer", "rina",
      ], work.player)
    desk.expect("[1 Beranda]")
    desk.open(3)
    #expect(
      try work.player.run("chmod 400 \"$STORE\"/journal/* && chmod 500 \"$STORE\"/journal").code
        == 0)
    desk.press("s")
    desk.expect("Belum tersimpan")
    desk.press("q")
    desk.expectExit(.code(0))
    #expect(try work.player.run("cat \"$STORE\"/journal/*.jsonl | sha256sum").output == before)
  }

  @Test("a store that somebody else holds for long is told, and the key works once it is free")
  func busy() throws {
    let work = try Workplace()
    let before = try #require(try work.waiting("dinas-sosial"))
    let desk = try work.desk("rina")
    desk.open(3)
    let holder = try TerminalSession(
      ["/usr/bin/flock", work.store + "/lock", "/bin/sh", "-c", "echo held; exec sleep 60"],
      work.player)
    holder.expect("held")
    desk.press("s")
    desk.expect("Belum tersimpan", within: .seconds(15))
    holder.terminal.hangUp()
    #expect(holder.terminal.waitForExit() != nil)
    desk.press("s")
    desk.expect("disetujui")
    #expect(try work.waiting("dinas-sosial") == before - 1)
  }

  /// Whether a disk can be had for one program alone.
  private static let canMount =
    (try? Machine.run(
      ["/usr/bin/unshare", "-m", "/bin/mount", "-t", "tmpfs", "-o", "size=1m", "none", "/mnt"]))
    == 0

  @Test(
    "a full disk is told, the draft is safe, and saving works once there is room",
    .enabled(if: canMount, "a small disk of its own needs root and mount"))
  func full() throws {
    let work = try Workplace()
    // The disk is there for the desk alone, and goes with it.
    let disk = work.player.folder + "/disk"
    let script = """
      mkdir '\(disk)' && mount -t tmpfs -o size=4m,mode=0700 none '\(disk)' &&
      cp -r '\(work.store)' '\(disk)/payung' &&
      exec payung --store '\(disk)/payung' --officer siti
      """
    let desk = try TerminalSession(
      ["/usr/bin/unshare", "-m", "/bin/sh", "-c", script], work.player)
    desk.expect("[1 Beranda]")
    desk.open(2)
    let seen = "/proc/\(desk.terminal.process)/root\(disk)"
    desk.press(Workplace.form)
    let drafts = "cat \(seen)/payung/drafts/*.json"
    let end = ContinuousClock.now + .seconds(5)
    while try !work.player.run(drafts).output.contains("PELIPIT"), ContinuousClock.now < end {}

    try work.player.run("head -c 8m /dev/zero > \(seen)/filler")
    // The last page of the journal has room still: others use it up.
    let waiting = try work.json("list --stage waiting --level dinas-sosial").array ?? []
    let cases = waiting.compactMap { $0["case"]?.count }.map(String.init).joined(separator: " ")
    let used = try work.player.run(
      "for n in \(cases); do payung approve $n --store \(seen)/payung --officer rina || exit; done")
    #expect(used.code == 2, "\(used.errors)")
    desk.press(TerminalKeys.f2)
    desk.expect("Belum tersimpan")
    #expect(desk.screen.text.contains("penuh"), "\(desk.picture)")
    #expect(desk.screen.text.contains(Workplace.name), "\(desk.picture)")
    #expect(try work.player.run(drafts).output.contains("\"\(Workplace.name)\""))

    try work.player.run("rm \(seen)/filler")
    desk.press(TerminalKeys.f2)
    desk.expect("\(Workplace.name) tersimpan")
    desk.press(TerminalKeys.escape)
    desk.press("q")
    desk.expectExit(.code(0))
  }
}
