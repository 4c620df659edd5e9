/** The part of the time that lanes show. */
export const timelineVi = {
  timeline: {
    title: 'Đoạn thời gian đang hiện',
    earlier: 'Dời về trước',
    later: 'Dời về sau',
    zoomIn: 'Phóng to dải thời gian',
    zoomOut: 'Thu nhỏ dải thời gian',
    length: 'Độ dài đang hiện',
    whole: 'Như đã chọn',
    outside: 'ngoài thời gian đã chọn',
    hatched: 'phần gạch chéo nằm ngoài thời gian đã chọn',
    take: 'Lấy đoạn đang hiện',
    hint: 'Lăn chuột trên dải để phóng to, thu nhỏ; giữ Shift và lăn để dời. Bấm − để thấy cả tháng.',
    crowded: 'nhiều đoạn rất ngắn: phóng to để xem từng đoạn',
    keys: 'phóng to, thu nhỏ dải thời gian, về thời gian đã chọn (khi đã chọn dải)',
    moveKeys: 'dời dải thời gian, tới đầu, tới cuối (khi đã chọn dải)',
  },
} as const;
