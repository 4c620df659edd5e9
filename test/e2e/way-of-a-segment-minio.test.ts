import { s3Missing } from '../support/minio-server.ts';
import { describeWay } from '../support/way-of-a-segment.ts';

describeWay({ store: 'minio', recorder: 'direct', firstAddress: '127.20.20.1', missing: s3Missing });
