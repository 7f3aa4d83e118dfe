import { HELPLINE } from "../shared/helpline.ts";

/** The source of all words on this page. A child of nine reads them; a counsellor should have read them first. */
export const vi = {
  title: "Trang chủ",
  exit: "Thoát nhanh",
  call: `Gọi ${HELPLINE}`,
  demo: `Trang thử, chưa có người thật trả lời. Cần giúp, em gọi ${HELPLINE}.`,
  back: "Quay lại",
  otherLanguage: "English",

  hello: "Chào em.",
  whatToDo: "Em muốn làm gì?",
  phone: "Gọi điện",
  phoneNote: `Số ${HELPLINE}, miễn phí ngày và đêm`,
  chat: "Nhắn tin",
  chatNote: "Không cần nói thành tiếng",
  danger: "Em đang gặp nguy hiểm? Gọi 113",
  truth: "Lời em viết không lưu trên máy này. Máy vẫn có thể nhớ là em đã mở trang.",
  howToClear: "Cách xóa",

  isItSafe: "Em nhắn lúc này có an toàn không?",
  safeMeans: "An toàn là không có ai ở gần làm em sợ hay làm em đau.",
  safeYes: "Có",
  safeNo: "Không",
  safeSkip: "Bỏ qua câu này",
  writeFirst: "Em muốn viết trước?",
  writeFirstNote: "Không viết cũng được. Cô chú sẽ đọc khi đến với em.",
  beginning: "Đang gửi. Em chờ một chút nhé…",
  notBegun: "Chưa gửi được",
  notBegunOffline: "Có thể máy đang mất mạng. Lời em viết vẫn còn ở đây.",
  notBegunRefused: "Lúc này trang chưa nhận được tin. Lời em viết vẫn còn ở đây.",
  tryAgain: "Thử lại",
  orCall: `Hoặc gọi ${HELPLINE}, miễn phí`,

  coming: "Cô chú đang đến với em",
  youAreNext: "Em là người tiếp theo.",
  ahead: (count: number) => `Trước em còn ${count} bạn.`,
  stayHere: "Em cứ để trang này mở nhé.",
  writeWaiting: "Em cứ viết trước…",
  writeHere: "Em viết ở đây…",
  yourWords: "Lời em viết",
  send: "Gửi",
  conversation: "Lời nhắn",
  you: "Em",
  somebody: "Cô chú",

  sending: "đang gửi…",
  willResend: "chưa gửi được, sẽ gửi lại",
  notSent: "không gửi được",
  rewrite: "Viết lại",
  received: (time: string) => `đã nhận ${time}`,
  delivered: (time: string) => `đã đến nơi ${time}`,
  seen: (time: string) => `đã xem ${time}`,

  hasCome: (name: string) => `${name} đã đến với em`,
  isHere: "đang ở đây",
  isAway: "đang mất mạng, em cứ viết nhé",
  isTyping: "đang viết…",
  offline: "Mất mạng, em cứ viết, sẽ gửi lại.",
  offlineFor: (seconds: number) => `Đã ${seconds} giây rồi.`,

  joined: (name: string) => `${name} vào cùng để giúp em`,
  held: (name: string) => `${name} nhờ em chờ một chút, rồi quay lại ngay.`,
  checkGently: (name: string) => `Em cứ từ từ nhé. ${name} vẫn ở đây.`,
  stillHere: "Em còn ở đây không?",
  iAmHere: "Em còn ở đây",

  callMe: "Gọi lại cho em",
  callNumber: "Số điện thoại của em",
  callWhen: "Gọi lúc nào thì an toàn?",
  callWithin: (hours: number) => (hours === 1 ? "Trong một giờ tới" : `Trong ${hours} giờ tới`),
  callSafe: "Lúc đó em nghe máy được, không sợ ai biết.",
  callAsk: "Nhờ gọi",
  callRefused: "Chưa gửi được. Em xem lại số, hoặc cứ nhắn ở đây.",
  callPromised: (until: string) => `Cô chú sẽ gọi em trước ${until}.`,
  callOnlyThen: "Sau giờ đó sẽ không ai gọi. Em vẫn nhắn ở đây được.",

  stop: "Dừng nhắn",
  stopQuestion: "Em muốn dừng ở đây?",
  stopYes: "Dừng lại",
  stopNo: "Nhắn tiếp",

  over: "Cảm ơn em đã nhắn",
  overNote: "Khi nào cần, em cứ quay lại. Ngày hay đêm đều được.",
  closed: "Cuộc nhắn này đã đóng",
  closedNote: "Không phải tại em. Em có thể nhắn lại ngay bây giờ.",
  unsentKept: "Lời em chưa gửi vẫn còn ở đây.",
  writeAgain: "Nhắn lại",

  broken: "Trang bị lỗi",
  brokenNote: `Không phải tại em. Em có thể gọi ${HELPLINE}, hoặc mở lại trang.`,
  reopen: "Mở lại",

  clearTitle: "Cách xóa trên máy",
  clearTruth:
    "Nút Thoát nhanh đóng trang này ngay và xóa lời em viết khỏi trang. Nhưng máy vẫn có thể nhớ là em đã mở trang. Em xóa như sau:",
  clearChromeTitle: "Chrome",
  clearChrome: "Chạm ⋮ ở góc trên, chọn Lịch sử, rồi chạm dấu × bên cạnh “Trang chủ”.",
  clearSafariTitle: "Safari",
  clearSafari: "Chạm hình quyển sách, chạm hình đồng hồ, vuốt “Trang chủ” sang trái rồi chạm Xóa.",
  clearCallsTitle: "Nếu em đã gọi",
  clearCalls: "Mở phần gọi điện, giữ ngón tay trên số đã gọi, rồi chọn Xóa.",
  clearCareful: "Chỉ xóa dòng này thôi. Xóa hết mọi thứ có thể làm người khác để ý.",
  clearKeys: "Trên máy tính, nhấn phím Shift ba lần cũng thoát nhanh.",
};

type Said<Word> = Word extends (...values: infer Values) => string ? (...values: Values) => string : string;

/** Every language has the same words, taking the same values. */
export type Words = { readonly [Key in keyof typeof vi]: Said<(typeof vi)[Key]> };
