import { NOBODY } from "../call/interpreters.ts";
import { textRow } from "./row.ts";

/** Whom the helpline calls beside the people of its contacts, and which number whoever is called sees. */
export const CALL_ROWS = {
  policeNumber: textRow({
    ...{ shape: "phone", standard: "113", max: 20 },
    vi: ["Số gọi công an", "Số được gọi khi người trực bấm “Công an”: sai số thì không ai nghe máy."],
    en: ["Number of the police", "What is dialled when a counsellor calls the police: a wrong one reaches nobody."],
  }),
  ambulanceNumber: textRow({
    ...{ shape: "phone", standard: "115", max: 20 },
    vi: ["Số gọi cấp cứu", "Số được gọi khi người trực bấm “Cấp cứu”: sai số thì không ai nghe máy."],
    en: ["Number of the ambulance", "What is dialled when a counsellor calls it: a wrong one reaches nobody."],
  }),
  interpreters: textRow({
    ...{ shape: "interpreters", standard: NOBODY, max: 600 },
    vi: [
      "Phiên dịch",
      "Ngôn ngữ: số, cách nhau bằng dấu chấm phẩy (H'Mông: 0912 345 678; Khmer: …). “–”: không có ai. Người trực mời được họ vào cuộc gọi.",
    ],
    en: [
      "Interpreters",
      "Language: number, with semicolons between (H'Mông: 0912 345 678; Khmer: …). “–”: nobody. Counsellors can call them into a conversation.",
    ],
  }),
  displayCallBack: textRow({
    ...{ shape: "display", standard: "server", max: 20 },
    vi: [
      "Số hiện trên máy người được gọi lại",
      "“withheld”: ẩn số; “server”: như máy chủ đã đặt; hoặc một số. Số của tổng đài trên máy có thể bị người khác nhìn thấy.",
    ],
    en: [
      "What somebody sees who is called back",
      "“withheld”: no number; “server”: as the server was set up; or a number. The helpline's own may be read by the wrong person.",
    ],
  }),
  displayAuthority: textRow({
    ...{ shape: "display", standard: "server", max: 20 },
    vi: [
      "Số hiện khi gọi cơ quan",
      "Cơ quan dễ nhận cuộc gọi hơn khi thấy số của tổng đài. “withheld”, “server” hoặc một số.",
    ],
    en: [
      "What an office sees when it is called",
      "Offices answer sooner when they see the helpline's number. “withheld”, “server”, or a number.",
    ],
  }),
  displayThird: textRow({
    ...{ shape: "display", standard: "server", max: 20 },
    vi: [
      "Số hiện khi mời người thứ ba",
      "Phiên dịch, công an, cấp cứu được mời vào cuộc gọi. “withheld”, “server” hoặc một số.",
    ],
    en: [
      "What a third party sees",
      "Interpreters, police and ambulance who are called into a conversation. “withheld”, “server”, or a number.",
    ],
  }),
};
