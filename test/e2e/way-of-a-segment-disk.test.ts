import { describeWay } from '../support/way-of-a-segment.ts';

describeWay({ store: 'disk', recorder: 'ffmpeg', firstAddress: '127.20.10.1' });
