const fs = require('fs');
module.exports = function (name, done) {
  fs.readFile(name, 'utf8', done);
};
