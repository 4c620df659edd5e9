export const deviceNamespace = 'http://www.onvif.org/ver10/device/wsdl';
export const mediaNamespace = 'http://www.onvif.org/ver10/media/wsdl';
export const media2Namespace = 'http://www.onvif.org/ver20/media/wsdl';
