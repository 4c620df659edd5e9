/** Ways of writing that an import reads, as the page shows them; a test reads them by the service's own reader. */
export const readExamples = {
  days: ['21/11/2026', '21-11-26', '2026-11-21', '21 tháng 11 năm 2026'],
  amounts: ['1500000', '1.500.000', '1.500.000 ₫', '1,500,000.00'],
  metres: ['2323021,902', '2.323.021,902', '458223.555'],
} as const;
