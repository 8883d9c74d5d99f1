// @ts-check
"use strict";
/* Last of the scripts: every view is known now. */
Page.start();
