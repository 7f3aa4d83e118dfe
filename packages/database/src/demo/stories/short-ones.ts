/** What somebody writes who does not go on, where a channel begins with a written word. */
export const SHORT_WORDS: readonly string[] = [
  "alo",
  "alo có ai ko ạ",
  "hi",
  "em nhắn nhầm ạ",
  "haha test thử",
  "ủa đây là đâu vậy",
  "shop ơi còn hàng không",
  "cho em hỏi",
  "...",
  "dạ thôi ạ",
  "1",
  "ai đó ơi",
];

/** How a counsellor answers them. */
export const SHORT_ANSWERS: readonly string[] = [
  "Chào em, {co} đang nghe đây. Em muốn kể chuyện gì?",
  "Chào bạn, đây là Tổng đài 111. Mình có thể giúp gì cho bạn?",
  "{Co} vẫn ở đây. Khi nào em sẵn sàng, em cứ nhắn nhé.",
];
