internal import CanonicalForm
internal import CaseDomain
internal import CaseStore
internal import SystemFiles

/// The door by which somebody comes in, as it is known before the store is read.
///
/// Who somebody is comes from outside the program: from sudo, from the key that sshd let in, or from who owns the folder.
enum Door {
  /// The owner of the folder, who may name an officer to work as, or a desk.
  case owner
  case named(KeyHolder)
  /// The account that called sudo: an officer's, or a shared desk's.
  case account(String)
  /// The key of a forced command, which sshd says was used.
  case key(SSHKey, KeyHolder)

  /// - Throws: ``CommandFailure`` for everybody else.
  init(_ options: StoreOptions, of folder: String, _ files: any FileSystem, _ host: Host)
    throws(CommandFailure)
  {
    let wording = Wording(host.language(options.languageOptions.language))
    let language = wording.language
    let named = try Door.holder(options, wording)
    if let user = host.caller {
      guard named == nil, options.fingerprint == nil else {
        throw CommandFailure(
          .refused,
          language(
            "--officer tidak berlaku di balik sudo: petugasnya \(user). Hapus pilihan itu.",
            "--officer does not apply behind sudo: the officer is \(user). Leave it out."))
      }
      guard OfficerID(user).isWellFormed else {
        throw CommandFailure(.refused, wording.refusal(.badOfficer(OfficerID(user))))
      }
      self = .account(user)
      return
    }
    let status: FileStatus
    do throws(SystemFailure) {
      status = try files.status(at: folder)
    } catch {
      throw CommandFailure(.store, wording.storeFailure(error, folder: folder))
    }
    guard status.owner == HostIdentity.user else {
      throw CommandFailure(
        .store,
        language(
          "Folder data \(folder) milik pengguna lain. Masuk dengan akun yang disediakan admin.",
          "The store \(folder) belongs to another user. Log in with the account the admin gave."))
    }
    guard let fingerprint = options.fingerprint else {
      self = named.map { .named($0) } ?? .owner
      return
    }
    guard let named else {
      throw CommandFailure(
        .usage,
        language(
          "--fingerprint: sebutkan juga --officer atau --desk.",
          "--fingerprint: name --officer or --desk as well."))
    }
    self = .key(try LoginKeys(host, wording).key(fingerprint), named)
  }

  /// Whose name `--officer` or `--desk` gives.
  private static func holder(_ options: StoreOptions, _ wording: Wording) throws(CommandFailure)
    -> KeyHolder?
  {
    if let desk = options.desk.map({ DeskID($0) }) {
      guard options.officer == nil else {
        throw CommandFailure(
          .usage,
          wording.language(
            "Pilih --officer atau --desk, bukan keduanya.",
            "Choose --officer or --desk, not both."))
      }
      guard desk.isWellFormed else {
        throw CommandFailure(.refused, wording.refusal(.badDesk(desk)))
      }
      return .desk(desk)
    }
    guard let officer = options.officer.map({ OfficerID($0) }) else { return nil }
    guard officer.isWellFormed else {
      throw CommandFailure(.refused, wording.refusal(.badOfficer(officer)))
    }
    return .officer(officer)
  }

  /// Who comes, for what is done to a store that cannot be read.
  func officer(_ wording: Wording) throws(CommandFailure) -> OfficerID {
    switch self {
    case .owner: return .owner
    case .named(.officer(let officer)), .key(_, .officer(let officer)): return officer
    case .account(let name): return OfficerID(name)
    case .named(.desk(let desk)), .key(_, .desk(let desk)):
      throw CommandFailure(.refused, wording.refusal(.notAtDesk(.owner, desk)))
    }
  }

  /// Whether it may be a desk's, at which somebody is asked who they are.
  var maybeShared: Bool {
    switch self {
    case .owner, .named(.officer), .key(_, .officer): false
    case .named(.desk), .key(_, .desk), .account: true
    }
  }

  /// Lets the officer in whom the roster knows behind this door; at a shared desk it asks who sits there.
  ///
  /// - Throws: ``CommandFailure`` where the roster has no such officer, desk or key, or nobody says who they are.
  func admit(_ store: CaseStore, _ wording: Wording) throws(CommandFailure) -> Admission {
    let view = store.view
    let admission: Admission
    switch self {
    case .owner: return Admission(.owner)
    // The owner who names somebody is told by each command what they may not do.
    case .named(.officer(let officer)): return Admission(officer)
    case .named(.desk(let desk)): return try DeskSeat(desk, nil, store, wording).take()
    case .key(let key, .officer(let officer)): admission = Admission(officer, key: key)
    case .key(let key, .desk(let desk)): return try DeskSeat(desk, key, store, wording).take()
    case .account(let name):
      if case .desk(let desk)? = view.caseload.holder(named: name) {
        return try DeskSeat(desk, nil, store, wording).take()
      }
      admission = Admission(OfficerID(name))
    }
    do throws(Dismissal) {
      try view.caseload.requireAdmitted(admission, on: view.now.day)
    } catch {
      throw CommandFailure(
        .refused, wording.dismissal(error), word: "dismissed", attempt: error.word)
    }
    return admission
  }
}

extension Host {
  /// The user who called this program through sudo; nil where there is none, and for root.
  var caller: String? { environment("SUDO_USER").flatMap { $0 == "root" ? nil : $0 } }
}

/// The keys by which sshd let this session in, in the file that it names in `SSH_USER_AUTH` (`ExposeAuthInfo`).
struct LoginKeys {
  private let keys: [SSHKey]
  private let wording: Wording

  init(_ host: Host, _ wording: Wording) throws(CommandFailure) {
    self.wording = wording
    guard let path = host.environment("SSH_USER_AUTH"), path.hasPrefix("/"),
      let bytes = LoginKeys.contents(path)
    else {
      throw CommandFailure(
        .refused,
        wording.language(
          "sshd tidak menyebut kunci yang dipakai. Admin: tulis ExposeAuthInfo yes, lalu payung doctor.",
          "sshd does not say which key was used. Admin: write ExposeAuthInfo yes, then payung doctor."
        ))
    }
    keys = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      line.hasPrefix("publickey ") ? try? SSHKey(line.dropFirst("publickey ".count)) : nil
    }
  }

  /// The key of this fingerprint, by which the session came in.
  func key(_ fingerprint: String) throws(CommandFailure) -> SSHKey {
    guard let key = keys.first(where: { $0.fingerprint == fingerprint }) else {
      throw CommandFailure(
        .refused,
        wording.language(
          "Kunci SSH ini bukan kunci yang disebut baris kuncinya. Hubungi administrator.",
          "This SSH key is not the one that its line names. Ask the administrator."),
        attempt: "otherKey")
    }
    return key
  }

  /// What is in a small file that sshd, root or we ourselves made for us.
  private static func contents(_ path: String) -> [UInt8]? {
    let files = HostFileSystem()
    guard let status = try? files.status(at: path), status.kind == .file,
      [0, HostIdentity.user].contains(status.owner)
    else { return nil }
    return try? files.readWhole(path, limit: 64 << 10)
  }
}
