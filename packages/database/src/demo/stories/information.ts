import { several, turns, type Story } from "./story.ts";

const ASKED = { aboutWhom: "general", "risk.matter": "information", "risk.dangerNow": "no" } as const;
const QUESTION = { kind: "information", by: "adult", ages: [3, 15], ending: "information" } as const;

/** Questions that an answer settles. */
export const INFORMATION_STORIES: readonly Story[] = [
  {
    ...QUESTION,
    key: "birth-certificate",
    weight: 3,
    lines: turns(
      "Chào tổng đài, con tôi 4 tuổi mà chưa làm giấy khai sinh thì làm ở đâu ạ?",
      "Chào anh chị. Anh chị đến UBND xã, phường nơi cha hoặc mẹ đang ở, phần tư pháp - hộ tịch ạ.",
      "Tôi muộn mấy năm rồi có bị sao không?",
      "Đăng ký muộn vẫn được ạ. Anh chị mang giấy chứng sinh và giấy tờ tùy thân, thiếu gì cán bộ sẽ hướng dẫn.",
      "Vâng, cảm ơn tổng đài nhiều.",
    ),
    narrative: "Người gọi hỏi thủ tục đăng ký khai sinh muộn cho con 4 tuổi. Đã hướng dẫn đến UBND nơi cư trú.",
    record: { ...ASKED, reasons: several("other.parents", "access.legal"), actions: several("resources") },
  },
  {
    ...QUESTION,
    key: "school-transfer",
    weight: 3,
    lines: turns(
      "Nhà em mới chuyển vào Nam làm, xin cho cháu học lớp 3 giữa năm có được không ạ?",
      "Được chị ạ. Chị đến trường tiểu học gần nơi ở, mang học bạ và giấy chuyển trường từ trường cũ.",
      "Em chưa có giấy tạm trú.",
      "Chị cứ đến trường trình bày. Nếu bị từ chối, chị nhắn lại để chúng tôi hỗ trợ liên hệ.",
      "Dạ em cảm ơn.",
    ),
    narrative:
      "Mẹ hỏi việc chuyển trường giữa năm cho con lớp 3 khi chưa có tạm trú. Đã hướng dẫn, hẹn nhắn lại nếu khó.",
    record: { ...ASKED, reasons: several("access.education", "other.parents"), actions: several("resources") },
  },
  {
    ...QUESTION,
    key: "what-is-111",
    by: "child",
    ages: [8, 14],
    weight: 4,
    lines: turns(
      "cho em hỏi 111 là gì ạ, cô giáo em dán ở lớp",
      "Chào em! 111 là nơi trẻ em có thể kể chuyện buồn, chuyện lo, hoặc hỏi điều em thắc mắc, miễn phí cả ngày đêm.",
      "có ai biết em nhắn không ạ",
      "{Co} giữ kín chuyện em kể. Chỉ khi em gặp nguy hiểm, {co} mới nhờ người lớn giúp, và {co} sẽ nói trước với em.",
      "dạ em hiểu rồi, em cảm ơn {co}",
    ),
    narrative: "Em hỏi 111 là gì, có giữ kín không. Đã giải thích.",
    record: { ...ASKED, reasons: several("other.helpline"), actions: several("listened") },
  },
  {
    ...QUESTION,
    key: "vaccination",
    ages: [3, 5],
    weight: 2,
    lines: turns(
      "Tổng đài cho hỏi bé nhà tôi lỡ một mũi tiêm thì tiêm bù ở đâu?",
      "Anh đưa bé và sổ tiêm đến trạm y tế xã, phường. Trạm sẽ xem lại lịch và hẹn mũi bù.",
      "Trạm làm việc cả thứ bảy không?",
      "Tùy nơi anh ạ, anh gọi trước cho trạm để chắc.",
      "Cảm ơn anh chị.",
    ),
    narrative: "Hỏi nơi tiêm bù cho trẻ. Đã hướng dẫn đến trạm y tế.",
    record: { ...ASKED, reasons: several("other.services", "access.healthcare"), actions: several("resources") },
  },
  {
    ...QUESTION,
    key: "thank-you",
    by: "child",
    ages: [10, 16],
    weight: 2,
    lines: turns(
      "{co} ơi em là bạn hôm trước nhắn chuyện thi cử, em qua rồi ạ",
      "{Co} mừng cho em! Em thấy trong người thế nào?",
      "em ngủ được rồi, em nhắn cảm ơn thôi ạ",
      "Cảm ơn em đã kể cho {co} nghe. Khi nào cần, em cứ nhắn nhé.",
    ),
    narrative: "Em nhắn lại cảm ơn sau lần tư vấn về thi cử. Tình hình ổn.",
    record: { ...ASKED, reasons: several("other.thanks"), actions: several("listened") },
  },
  {
    ...QUESTION,
    key: "support-money",
    weight: 2,
    lines: turns(
      "Cháu tôi mồ côi, ở với ông bà, xin hỏi trợ cấp hằng tháng làm ở đâu?",
      "Dạ, ông bà làm tờ khai ở UBND xã, phường nơi cháu ở, cán bộ văn hóa - xã hội tiếp nhận ạ.",
      "Có cần giấy chứng tử của cha mẹ cháu không?",
      "Dạ có, cùng giấy khai sinh của cháu. Nếu thiếu, cán bộ sẽ chỉ cách xin trích lục.",
      "Tôi già rồi, hỏi thế là rõ. Cảm ơn cháu.",
    ),
    narrative: "Ông hỏi trợ cấp cho cháu mồ côi. Đã hướng dẫn hồ sơ và nơi nộp.",
    record: { ...ASKED, reasons: several("access.social"), actions: several("resources") },
  },
];
