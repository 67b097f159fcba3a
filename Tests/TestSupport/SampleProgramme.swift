public import CanonicalForm
public import CaseDomain

extension Programme {
  /// A small valid programme after that of Karimun: two months, three levels, seven villages.
  ///
  /// Its first level signs on paper, its second checks the identity card and asks for two papers, four
  /// eyes hold, and ages are measured on 1 November 2025. Change what a test is about on the result.
  public static func sample(target: Int = 1_000, ceiling: Int = 33_600_000) throws(JSONFailure)
    -> Programme
  {
    var programme = try Programme(from: sampleFile())
    (programme.target, programme.ceiling) = (target, ceiling)
    return programme
  }

  /// The sample as a programme file, for tests of the file itself.
  public static func sampleFile() throws(JSONFailure) -> JSONObject {
    try JSONObject(parsing: Array(sampleText.utf8))
  }

  /// The text of ``sampleFile()``.
  public static let sampleText = """
    {
      "name": "Contoh 2025", "office": "Dinas Tenaga Kerja", "target": 1000, "ceiling": 33600000,
      "months": ["2025-11", "2025-12"], "referenceDay": "2025-11-01", "age": {"min": 18, "max": 65},
      "rates": [{"from": "2025-01", "jkk": 10000, "jkm": 6800}],
      "levels": [
        {"id": "rt-rw", "name": "RT/RW", "days": 7, "signedBy": "Ketua RT", "affirms": ["masih hidup"]},
        {"id": "kelurahan", "name": "Kelurahan/Desa", "days": 7, "showsNIK": true,
         "checksIdentity": true, "affirms": ["sesuai KTP"], "requires": ["ktp", "statement"]},
        {"id": "dinas-sosial", "name": "Dinas Sosial", "days": 9, "affirms": ["layak"]}
      ],
      "reasons": [
        {"code": "A1", "name": "Usia di bawah 18", "kind": "reject", "automatic": ["too-young"]},
        {"code": "A2", "name": "Usia di atas 65", "kind": "reject", "automatic": ["too-old"]},
        {"code": "B1", "digit": 2, "name": "Bukan pekerja rentan", "kind": "reject",
         "levels": ["rt-rw", "kelurahan", "dinas-sosial"]},
        {"code": "C1", "digit": 5, "name": "Penerima upah", "kind": "reject",
         "levels": ["kelurahan", "bpjs"], "automatic": ["employed"]},
        {"code": "C2", "digit": 6, "name": "Peserta mandiri", "kind": "reject",
         "levels": ["kelurahan", "bpjs"], "automatic": ["self-paid"]},
        {"code": "C3", "digit": 0, "name": "Pernah peserta", "kind": "reject",
         "levels": ["kelurahan"], "automatic": ["inactive"]},
        {"code": "A4", "digit": 1, "name": "NIK tidak padan", "kind": "return",
         "levels": ["kelurahan", "dinas-sosial", "bpjs"]},
        {"code": "A7", "digit": 3, "name": "Dokumen kurang", "kind": "return",
         "levels": ["rt-rw", "kelurahan", "dinas-sosial"]},
        {"code": "L1", "digit": 1, "name": "Meninggal dunia", "kind": "death"},
        {"code": "L2", "digit": 2, "name": "Pindah", "kind": "leave"}
      ],
      "papers": [
        {"code": "ktp", "name": "KTP"}, {"code": "kk", "name": "KK"},
        {"code": "statement", "name": "Surat pernyataan"}
      ],
      "requiredForBPJS": ["motherName", "phone"],
      "occupations": [
        {"code": "01", "name": "Tukang ojek"},
        {"code": "02", "name": "Pedagang kecil/keliling", "short": "Pedagang kecil"},
        {"code": "05", "name": "Tukang parkir"},
        {"code": "08", "name": "Nelayan mandiri/buruh nelayan", "short": "Nelayan"},
        {"code": "99", "name": "Lainnya"}
      ],
      "areas": [
        {"code": "21.02.03.1001", "name": "Tanjung Balai", "kind": "kelurahan", "district": "Karimun",
         "aliases": ["Tanjungbalai"]},
        {"code": "21.02.03.1002", "name": "Teluk Air", "kind": "kelurahan", "district": "Karimun"},
        {"code": "21.02.04.1003", "name": "Sungai Raya", "kind": "kelurahan", "district": "Meral"},
        {"code": "21.02.08.2004", "name": "Kundur", "kind": "desa", "district": "Kundur Barat"},
        {"code": "21.02.10.1002", "name": "Darussalam", "kind": "kelurahan", "district": "Meral Barat",
         "aliases": ["Darusalam"]},
        {"code": "21.02.13.2001", "name": "Parit", "kind": "desa", "district": "Selat Gelam",
         "aliases": ["21.02.03.2004"]},
        {"code": "21.02.14.2004", "name": "Rawa Jaya", "kind": "desa", "district": "Sugie Besar",
         "aliases": ["21.02.01.2012", "Rawajaya"]}
      ],
      "segments": [{"name": "BPU", "target": 53000, "covered": 48000, "asOf": "2025-11-13"}],
      "fourEyes": true
    }
    """
}
