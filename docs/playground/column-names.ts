/** What columns of surveys are often called. */
export const SCORE = /score|nps|answer|rating/i;
export const SEGMENT = /segment|plan|country|region|group|product/i;
export const WAVE = /wave|round|half|quarter|release/i;
export const WEIGHT = /^weights?$/i;
