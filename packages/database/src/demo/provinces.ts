/** How many people live in a province, in ten thousands: how often somebody writes from there. Weights, not statistics. */
export const PROVINCE_WEIGHTS: Readonly<Record<string, number>> = {
  ...{ "01": 872, "04": 56, "08": 187, "11": 65, "12": 49, "14": 133, "15": 178, "19": 180, "20": 81, "22": 143 },
  ...{ "24": 362, "25": 402, "31": 466, "33": 357, "37": 441, "38": 376, "40": 347, "42": 162, "44": 187, "46": 124 },
  ...{ "48": 307, "51": 216, "52": 358, "56": 224, "66": 335, "68": 387, "75": 449, "79": 1400, "80": 325, "82": 437 },
  ...{ "86": 426, "91": 495, "92": 420, "96": 261 },
};

/** Cities from which more is written than people live there. */
export const CITIES_WRITE_MORE = { provinces: ["01", "79", "48", "31"], by: 1.5 } as const;
