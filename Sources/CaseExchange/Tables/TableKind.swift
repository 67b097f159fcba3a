internal import CaseDomain

/// The three kinds of tables that offices send in.
public enum TableKind: Hashable, Sendable, CaseIterable {
  case register, decisions, participants

  /// What one row must name to be the header; of each list one column is enough.
  public var headerColumns: [[Column]] {
    switch self {
    case .register: [[.field(.nik)], [.field(.name)]]
    case .decisions: [[.field(.nik), .caseNumber], [.verdict]]
    case .participants: [[.field(.nik)]]
    }
  }

  /// The column that a header names, if this kind of table has it.
  func column(_ header: String) -> Column? { names[ColumnNames.folded(header)] }

  private var names: [String: Column] {
    switch self {
    case .register: ColumnNames.register
    case .decisions: ColumnNames.decisions
    case .participants: ColumnNames.participants
    }
  }
}
