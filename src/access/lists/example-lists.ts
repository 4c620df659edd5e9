import type { RequestLists } from './request-lists.ts';

const procedure = 'Bộ luật Tố tụng hình sự số 101/2015/QH13 (sửa đổi, bổ sung năm 2021, 2025)';

/**
 * Examples for the admin who sets the lists; never offered to officers before. TO BE CONFIRMED BY A LAWYER: articles and clauses are
 * from memory in part, and provinces differ. A gap `…` must be filled.
 */
export const exampleLists: RequestLists = {
  authorities: [
    'Cơ quan Cảnh sát điều tra Công an tỉnh … (điều tra viên bố trí tại Công an phường …)',
    'Công an phường …',
    'Viện kiểm sát nhân dân khu vực …',
    'Tòa án nhân dân khu vực …',
    'Ủy ban nhân dân phường …',
  ].map((text) => ({ text })),
  legalBases: [
    { text: `Khoản 1 Điều 88, Điều 99, Điều 107 ${procedure} – thu thập dữ liệu điện tử trong vụ án` },
    { text: `Điều 107, Điều 196 ${procedure} – thu giữ, sao lưu dữ liệu điện tử` },
    { text: `Khoản 3 Điều 147 ${procedure} – kiểm tra, xác minh nguồn tin về tội phạm` },
    { text: `Khoản 3 Điều 146 ${procedure} – kiểm tra, xác minh sơ bộ tố giác, tin báo` },
    {
      text: 'Điều … Luật Công an nhân dân năm 2018 (sửa đổi, bổ sung năm 2023, 2025) – yêu cầu cung cấp thông tin khi cấp bách',
    },
    {
      text: 'Điều 59, Điều 64 Luật Xử lý vi phạm hành chính số 15/2012/QH13 (sửa đổi, bổ sung năm 2020, 2025) – xác minh tình tiết vi phạm',
    },
    {
      text: 'Nghị định 61/2026/NĐ-CP – dữ liệu do cá nhân, tổ chức cung cấp để phát hiện vi phạm hành chính',
      fromDay: '2026-04-01',
    },
    {
      text: 'Nghị định 135/2021/NĐ-CP – dữ liệu do cá nhân, tổ chức cung cấp để phát hiện vi phạm hành chính',
      untilDay: '2026-03-31',
    },
    { text: 'Điều … Luật Trật tự, an toàn giao thông đường bộ số 36/2024/QH15' },
    { text: 'Điều 106 Bộ luật Tố tụng dân sự năm 2015 – yêu cầu cung cấp tài liệu, chứng cứ' },
    {
      text: 'Luật Tổ chức chính quyền địa phương số 72/2025/QH15 và quy chế camera của UBND tỉnh … – tìm người, trật tự đô thị, sự cố',
    },
  ],
};
