internal import CaseDomain
@_spi(_Unicode) import Swift

/// The names that offices give to columns, folded: small letters and digits without accents.
enum ColumnNames {
  static let register = table([
    (.field(.nik), nik),
    (
      .field(.name),
      """
      nama name namalengkap namapekerja namapemohon namapeserta namausulan namacalonpeserta
      namapekerjarentan namasesuaiktp namalengkapsesuaiktp namaktp fullname
      """
    ),
    (.field(.birthPlace), "tempatlahir tmplahir tptlahir tmptlahir tlahir kotalahir birthplace"),
    (
      .field(.birthDate),
      "tanggallahir tgllahir tglahir tgllhr tanggalkelahiran birthdate dateofbirth"
    ),
    (
      .birthPlaceAndDate,
      """
      ttl tempattgllahir tempattanggallahir tempatdantanggallahir tempatdantgllahir tmptgllahir
      tmpttgllahir tptgllahir tempatlahirtgllahir tempatlahirtanggallahir tempattgl
      birthplaceandbirthdate birthplaceanddate
      """
    ),
    (.field(.sex), "jk jklp lp jeniskelamin jeniskelaminlp jnskelamin kelamin sex gender"),
    (.field(.address), "alamat alamatlengkap alamatktp alamatsesuaiktp alamatrumah address"),
    (.field(.rt), "rt nort nomorrt"),
    (.field(.rw), "rw norw nomorrw"),
    (.neighbourhood, "rtrw rtdanrw rwrt"),
    (
      .field(.area),
      """
      kelurahandesa keldesa desakelurahan desakel kelurahan kel desa ds namadesa namakelurahan
      kelurahanataudesa desaataukelurahan kodekelurahan kodedesa kodewilayah area village
      """
    ),
    (.district, "kecamatan kec namakecamatan district"),
    (
      .field(.occupation),
      """
      pekerjaan profesi jenispekerjaan jnspekerjaan kodepekerjaan bidangpekerjaan
      matapencaharian occupation
      """
    ),
    (
      .field(.occupationOther),
      "pekerjaanlain pekerjaanlainnya uraianpekerjaan occupationother otheroccupation"
    ),
    (
      .field(.phone),
      """
      nohp hp nomorhp nohandphone handphone notelp notlp telp tlp notelepon telepon
      nomortelepon nohpwa nowa nomorwa wa whatsapp nohptelepon notelphp noteleponhp phone
      """
    ),
    (.field(.kk), "kk nokk nomorkk nokartukeluarga nomorkartukeluarga kartukeluarga familycard"),
    (
      .field(.motherName),
      "namaibukandung ibukandung namaibu ibu namagadisibukandung mothername mothersname"
    ),
    (.field(.papers), "dokumen kelengkapan kelengkapandokumen berkasdokumen lampiran papers"),
    (.note, note),
  ])

  static let decisions = table([
    (.field(.nik), nik),
    (.caseNumber, "berkas noberkas nomorberkas case casenumber"),
    (.level, "tingkat tingkatan tingkatverifikasi level"),
    (.verdict, "hasil hasilverifikasi keputusan stk putusan verdict result decision"),
    (.reason, "alasan kodealasan alasantolak alasankembali reason"),
    (.note, note),
    (
      .signedBy,
      """
      tandatangan penandatangan ditandatanganioleh ttd yangmenandatangani signedby signature signer
      """
    ),
    (.signedOn, "tanggal tgl tanggaltandatangan tgltandatangan tanggalttd tglttd signedon date"),
    (
      .document,
      """
      nodokumen nomordokumen dokumen nolembar nomorlembar lembar nosurat nomorsurat document sheet
      """
    ),
  ])

  static let participants = table([
    (.field(.nik), nik),
    (
      .participantKind,
      """
      jenis jeniskepesertaan jenispeserta kepesertaan segmen segmenkepesertaan kategori status
      statuskepesertaan statuspeserta kind
      """
    ),
  ])

  /// Columns that many lists have and that say nothing of a person; they are not worth a mention.
  static let counting: Set<String> = ["no", "nomor", "nourut", "nomorurut", "urut", "nr", "number"]

  /// What two spellings of one header have in common.
  ///
  /// The longest name has 30 letters, so that the rest of a cell need not be looked at.
  static func folded(_ header: String) -> String {
    // Decomposed, a letter and its accent are two scalars.
    let kept = header.prefix(200).lowercased()._nfd.filter {
      $0.properties.generalCategory != .nonspacingMark
        && ($0.properties.isAlphabetic || $0.properties.numericType == .decimal)
    }
    return String(String.UnicodeScalarView(kept))
  }

  private static let nik = """
    nik nonik nomornik noktp nomorktp ktp nikktp noktpnik niknoktp noinduk nomorinduk
    nomorindukkependudukan noindukkependudukan nikpekerja nikpeserta niksesuaiktp noidentitas
    nomoridentitas
    """

  private static let note = "catatan keterangan ket note notes remarks"

  private static func table(_ names: [(Column, String)]) -> [String: Column] {
    var table: [String: Column] = [:]
    for (column, list) in names {
      for name in list.split(whereSeparator: \.isWhitespace) { table[String(name)] = column }
    }
    return table
  }
}
