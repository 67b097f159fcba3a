import TestSupport
import Testing

/// Every number that the program prints is the length of a list that it prints: on the demo in the middle of
/// its work, where there is some of everything.
struct TotalsTests {
  private static let demo = Result { try Demo(working: true) }

  @Test("in the middle of the work there is some of everything, and no place left")
  func someOfEverything() throws {
    let demo = try TotalsTests.demo.get()
    let totals = try demo.json("totals")
    for stage in ["returned", "waitlisted", "enrolled"] {
      #expect(totals[stage]?.count ?? 0 > 0, "\(stage)")
    }
    #expect(try demo.length("--overdue") ?? 0 > 0)
    let contribution = totals["contribution"]
    #expect(contribution?["committed"] == contribution?["ceiling"])
  }

  // Each table of totals is held against the rows of one list, and its filter is tried with its keys. Of
  // sixty villages every sixth has its turn there, for without optimisation each list takes a while.
  @Test(
    "every number of a table is the length of a list",
    arguments: [
      ("", ["area", "occupation", "age", "month"]),
      (" --as-of 2025-11-14", ["district", "sex", "reason"]),
    ])
  func groups(_ asOf: String, _ groupings: [String]) throws {
    let demo = try TotalsTests.demo.get()
    let rows = try #require(try demo.json("list" + asOf).array)
    for grouping in groupings {
      let totals = try demo.json("totals --by \(grouping)" + asOf)
      #expect(totals.standings == JSON.standings(rows))
      let groups = try #require(totals["groups"]?.array)
      var registered = 0
      let option = grouping == "district" ? "area" : grouping
      for (place, group) in groups.enumerated() {
        let key = try #require(group["key"]?.text)
        let inGroup = rows.filter { $0.key(grouping) == key }
        #expect(group.standings == JSON.standings(inGroup), "\(grouping) \(key)")
        registered += inGroup.count
        if grouping == "area", place % 6 != 0 { continue }
        #expect(
          try demo.length("--\(option) \(key)" + asOf) == inGroup.count, "\(grouping) \(key)")
      }
      #expect(registered == rows.count { $0.key(grouping) != nil }, "\(grouping)")
    }
  }

  @Test("what one case shows does not hang on whether the others are read")
  func oneCase() throws {
    let demo = try TotalsTests.demo.get()
    let rows = try #require(try demo.json("list").array)
    let stages = Dictionary(grouping: rows) { $0["stage"]?.text ?? "" }
    let numbers = stages.values.compactMap { $0.last?["case"]?.count } + [1, 500]
    #expect(numbers.count >= 7)
    // Of the past the whole journal is read.
    let last = try #require(try demo.json("totals")["entry"]?.count)
    for number in numbers {
      for option in ["", " --json"] {
        let words = "show \(number)\(option) --officer dewi"
        let now = try demo.player.run("payung \(words) --store demo")
        let whole = try demo.player.run("payung \(words) --as-of '#\(last)' --store demo")
        #expect(now.code == 0 && now.output == whole.output, "\(words)")
      }
    }
  }

  @Test("every stage in the totals is the length of the list of that stage")
  func stages() throws {
    let demo = try TotalsTests.demo.get()
    let all = try demo.json("totals")
    for stage in ["returned", "qualified", "waitlisted", "enrolled"] {
      #expect(try demo.length("--stage \(stage)") == all[stage]?.count, "\(stage)")
    }
    let reasons = all["rejected"]?.object ?? [:]
    #expect(try demo.length("--stage rejected") == reasons.values.compactMap(\.count).reduce(0, +))
    let reason = try #require(reasons.max { $0.value.count ?? 0 < $1.value.count ?? 0 }?.key)
    #expect(try demo.length("--stage rejected --reason \(reason)") == reasons[reason]?.count)
  }

  @Test("every number of a level and of a month of cover is the length of a list")
  func levels() throws {
    let demo = try TotalsTests.demo.get()
    let levels = try #require(try demo.json("totals --by level")["groups"]?.array)
    #expect(levels.count == 3)
    for (place, (key, filter)) in [
      ("waiting", "--stage waiting --level"), ("overdue", "--overdue --stage waiting --level"),
      ("returned", "--stage returned --level"), ("rejected", "--stage rejected --level"),
      ("approved", "--passed"),
    ].enumerated() {
      // Each level has its turn.
      let row = levels[place % levels.count]
      let level = try #require(row["key"]?.text)
      #expect(try demo.length("\(filter) \(level)") == row[key]?.count, "\(level) \(key)")
    }
    let months = try #require(try demo.json("totals --by cover")["groups"]?.array)
    #expect(months.count == 2)
    for row in months {
      let month = try #require(row["key"]?.text)
      #expect(try demo.length("--cover \(month)") == row["covered"]?.count, "\(month)")
    }
  }
}

extension JSON {
  /// How many stand where, as totals or a group of them say it; what is nowhere is left out.
  fileprivate var standings: [String: Int] {
    var standings: [String: Int] = [:]
    for key in [
      "registered", "returned", "qualified", "waitlisted", "enrolled", "ended", "withdrawn",
    ] {
      standings[key] = self[key]?.count
    }
    for key in ["waiting", "rejected"] {
      for (part, count) in self[key]?.object ?? [:] { standings["\(key) \(part)"] = count.count }
    }
    return standings.filter { $0.value != 0 }
  }

  /// The same, counted in the rows of a list.
  fileprivate static func standings(_ rows: [JSON]) -> [String: Int] {
    var standings: [String: Int] = [:]
    for row in rows {
      let stage = row["stage"]?.text ?? ""
      let part = stage == "waiting" ? row["level"] : stage == "rejected" ? row["reason"] : nil
      standings[part?.text.map { "\(stage) \($0)" } ?? stage, default: 0] += 1
      standings["registered", default: 0] += 1
    }
    return standings
  }

  /// The group of a table to which a row of a list belongs; nil where it belongs to none.
  fileprivate func key(_ grouping: String) -> String? {
    switch grouping {
    case "area", "occupation", "sex", "reason": self[grouping]?.text
    case "district": self["area"]?.text.map { String($0.prefix(8)) }
    case "age":
      self["age"]?.count.flatMap { age in
        [0...17, 18...25, 26...35, 36...45, 46...55, 56...65, 66...200]
          .first { $0.contains(age) }.map { "\($0.lowerBound)-\($0.upperBound)" }
      }
    // Nobody was registered between midnight there and midnight in Greenwich.
    case "month": self["registered"]?.text.map { String($0.prefix(7)) }
    default: nil
    }
  }
}
