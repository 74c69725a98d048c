// All in one: the archive of a release where it is kept beside the page; where it is not, the files of the package are
// fetched from the page's own server, when the link is followed, and packed here. From a disk it is a plain link.
(function () {
  "use strict";
  var link = document.querySelector("a[data-files]");
  if (!link || !/^https?:$/.test(location.protocol)) return;
  var said = link.parentElement.querySelector("[role=status]");
  said.textContent = "";

  function sum(bytes) { // CRC-32, as zip wants it
    var crc = -1;
    for (var i = 0; i < bytes.length; i++) {
      crc ^= bytes[i];
      for (var bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return ~crc >>> 0;
  }
  function fields(layout) { // pairs of width in bytes and value, little end first
    var bytes = [];
    layout.forEach(function (pair) {
      for (var i = 0; i < pair[0]; i++) bytes.push(pair[1] / Math.pow(256, i) & 255);
    });
    return new Uint8Array(bytes);
  }
  function zipped(files) { // stored, in the order of the names, dated 1 January 1980: same files, same bytes
    var parts = [], index = [], at = 0, start = 0;
    files.forEach(function (file) {
      var name = new TextEncoder().encode(file.name), size = file.bytes.length;
      var entry = [[2, 10], [2, 2048], [2, 0], [2, 0], [2, 33], [4, sum(file.bytes)], [4, size], [4, size], [2, name.length], [2, 0]];
      var rest = [[2, 0], [2, 0], [2, 0], [4, 0], [4, at]];
      parts.push(fields([[4, 0x04034B50]].concat(entry)), name, file.bytes);
      index.push(fields([[4, 0x02014B50], [2, 10]].concat(entry, rest)), name);
      at += 30 + name.length + size;
    });
    start = at;
    index.forEach(function (part) { at += part.length; });
    var count = files.length;
    var end = [[4, 0x06054B50], [2, 0], [2, 0], [2, count], [2, count], [4, at - start], [4, start], [2, 0]];
    return new Blob(parts.concat(index, [fields(end)]), { type: "application/zip" });
  }

  function fetched(name) {
    return fetch(name).then(function (answer) {
      if (!answer.ok) throw new Error(name + " cannot be fetched");
      return answer.arrayBuffer();
    });
  }
  function packed() {
    var links = Array.from(document.querySelectorAll("#download a[download]:not([data-files])"));
    var names = links.map(function (other) { return other.getAttribute("href"); });
    names = names.concat(link.dataset.files.split(" ")).sort();
    return Promise.all(names.map(function (name) {
      return fetched(name).then(function (buffer) { return { name: name, bytes: new Uint8Array(buffer) }; });
    })).then(zipped);
  }
  function save(blob, name) {
    var made = document.createElement("a");
    made.href = URL.createObjectURL(blob);
    made.download = name;
    made.click();
    setTimeout(function () { URL.revokeObjectURL(made.href); }, 60000);
  }

  link.addEventListener("click", function (event) {
    var name = link.textContent;
    event.preventDefault();
    said.textContent = "Packing …";
    fetch(link.href, { method: "HEAD" }).then(function (answer) {
      if (answer.ok) location.assign(link.href);
      else return packed().then(function (blob) { save(blob, name.replace(/\.zip$/, "-package.zip")); });
    }).then(function () { said.textContent = ""; }, function (error) { said.textContent = error.message; });
  });
})();
