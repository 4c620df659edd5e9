/** What two acts of two people have in common. */
export const stationsVi = {
  stations: {
    same: {
      browser: 'cùng trình duyệt với người thứ nhất, trong vòng một giờ',
      address: 'cùng địa chỉ mạng với người thứ nhất, trong vòng một giờ',
      both: 'cùng trình duyệt và địa chỉ mạng với người thứ nhất, trong vòng một giờ',
    },
    here: {
      browser: 'Trong một giờ qua, người thứ nhất đã thao tác trên chính trình duyệt này.',
      address: 'Trong một giờ qua, người thứ nhất đã thao tác từ cùng địa chỉ mạng với bạn.',
      both: 'Trong một giờ qua, người thứ nhất đã thao tác trên chính trình duyệt này, từ cùng địa chỉ mạng.',
    },
  },
};
