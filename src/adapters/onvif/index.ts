export { createCameraDirectory, type OnvifOptions } from './camera-directory.ts';
