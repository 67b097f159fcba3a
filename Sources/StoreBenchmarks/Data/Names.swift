/// Names as they are common on the islands: Malay, Javanese, Minangkabau, Batak, Chinese, Bugis.
enum Names {
  static let male = words(
    """
    Muhammad Ahmad Abdul Agus Budi Dedi Eko Joko Hendra Rudi Slamet Suryadi Syahrul Zulkifli Zainal
    Rahmat Ridwan Rizal Rahayu Samsul Saiful Azman Azlan Tarmizi Jamaludin Kamarudin Hasan Husin Ismail
    Ibrahim Yusuf Yunus Idris Ilyas Arifin Amir Amran Anwar Aswandi Bambang Bahtiar Darwis Edi Fadli Faisal
    Firman Hamdan Hamzah Hanafi Herman Indra Irwan Iskandar Jefri Junaidi Khairul Lukman Mahmud Marzuki
    Mulyadi Nasrul Nurdin Parlindungan Ramli Rusdi Rustam Sabri Sahat Salim Sudirman Sugeng Suharto Suparman
    Supriyadi Sutrisno Syafrizal Taufik Teguh Tono Udin Umar Wahyu Wawan Yanto Yohanes Yudi Zulfikar
    """)
  static let female = words(
    """
    Siti Nur Sri Dewi Endang Fitri Rahayu Ratna Rina Rini Rosmini Rosnah Salmah Sarinah Sumiati Suryani
    Tuti Wati Yanti Yuliana Zubaidah Zuraida Aisyah Aminah Ani Asmah Asnah Astuti Citra Desi Dian Eka Elis
    Ernawati Farida Fatimah Halimah Hartini Hasnah Hayati Herlina Ida Indah Jamilah Jumiati Kartini Khadijah
    Lestari Lina Maimunah Mariam Marlina Maryati Maya Megawati Mulyani Murni Nani Ningsih Norma Nurhayati
    Nurlela Puspita Rahmah Robiah Rohana Rosita Rukiah Sakdiah Sinta Sulastri Susanti Titik Umi Wahyuni
    Yeni Yusnita Zaleha Zainab
    """)
  static let second = words(
    """
    Hidayat Saputra Setiawan Santoso Wijaya Kurniawan Susanto Prasetyo Nugroho Wibowo Gunawan Purnomo
    Rahman Rahim Aziz Hamid Karim Latif Majid Malik Mutalib Rasyid Razak Samad Wahab Wahid Effendi Syahputra
    Simanjuntak Siregar Nasution Lubis Harahap Sihombing Situmorang Manurung Sinaga Hutapea Tanjung Chaniago
    Piliang Koto Sikumbang Tan Lim Wong Daeng Andi Baso Tahir Bakar Daud Sulaiman Musa Isa Yakub Salleh
    Mansur Kadir Jabar Gani Haris Hakim Basri Bachtiar Darmawan Firdaus Fauzi Ghani Harun Jaya Kusuma
    Lesmana Maulana Nasir Oktaviani Permata Putra Putri Ramadhan Rosadi Sanjaya Sari Sasmita Sentosa Suhendra
    Tambunan Utami Utomo Widodo Winarno Yulianto Zakaria Zulkarnain Anggraini Handayani Kartika Maharani
    Nurjanah Pratiwi Purwanti Rahmawati Safitri Sulistyowati Wulandari Yuniarti
    """)
  static let streets = words(
    """
    Nelayan Pelabuhan Pasar Poros Setia Teladan Merdeka Pertambangan Ahmad-Yani Sudirman Trikora Nusantara
    Telaga Bukit Kampung-Baru Sei-Lakam Baran Ampera Pramuka Batu-Lipai Kuda-Laut Orari Puakang
    """)
  static let places = [
    "Tanjung Balai Karimun", "Moro", "Tanjung Batu", "Meral", "Durai", "Batam", "Tanjungpinang",
    "Medan",
    "Padang", "Pekanbaru", "Palembang", "Semarang", "Surabaya",
  ]

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map { $0.replacing("-") }
  }

  static func male(_ random: inout SeededRandom) -> String { name(&random, male, "bin") }
  static func female(_ random: inout SeededRandom) -> String { name(&random, female, "binti") }

  private static func name(_ random: inout SeededRandom, _ first: [String], _ of: String) -> String
  {
    let given = random.pick(first)
    switch random.number(0..<10) {
    case 0: return given + " " + random.pick(first)
    case 1...3: return "\(given) \(of) \(random.pick(male))"
    case 4...5: return "\(given) \(random.pick(first)) \(random.pick(second))"
    default: return "\(given) \(random.pick(second))"
    }
  }
}

extension Substring {
  /// The text with dashes as spaces: what stands for one word in a list of words.
  fileprivate func replacing(_ dash: Character) -> String {
    String(map { $0 == dash ? " " : $0 })
  }
}

/// How names come out when somebody types them from a card that is hard to read.
enum Slip {
  /// The name with one slip in it; never the same name.
  static func name(_ name: String, _ random: inout SeededRandom) -> String {
    for (full, short) in [("Muhammad", "Muhamad"), ("Abdul ", "Abd "), ("Siti", "Sitti")]
    where name.hasPrefix(full) && random.chance(500) {
      return short + name.dropFirst(full.count)
    }
    var letters = Array(name)
    // Behind the first letter, which is rarely wrong, and not at a space.
    let places = letters.indices.dropFirst().filter { letters[$0] != " " }
    let place = random.pick(places)
    switch random.number(0..<4) {
    case 0: letters.remove(at: place)
    case 1: letters.insert(letters[place], at: place)
    case 2:
      let other = place - 1
      guard other > 0, letters[other] != " ", letters[other] != letters[place] else {
        letters.insert(letters[place], at: place)
        break
      }
      letters.swapAt(place, other)
    default:
      let alike: [Character: Character] = [
        "i": "y", "y": "i", "u": "o", "o": "u", "d": "t", "t": "d", "s": "z", "z": "s", "f": "p",
        "p": "f",
        "a": "e", "e": "a", "n": "m", "m": "n", "k": "q", "l": "r", "r": "l",
      ]
      letters[place] = alike[letters[place]] ?? "h"
    }
    return String(letters)
  }
}
