"""What a reader's browser shows while `errspec serve` runs and the spec is edited. `run` calls it."""

import functools
import http.server
import os
import pathlib
import subprocess
import tempfile
import threading
import unittest

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from test_site import THEMES, axe_source, new_browser

ERRSPEC = ["cargo", "run", "--locked", "--quiet", "-p", "errspec-cli", "--"]

ROW = '[[error]]\ncode = "{}"\nstatus = 429\nmessage = "Too many requests."\nretryable = true\nretry_after = 7\n'
BROKEN = '[[error]]\ncode = "</pre><script>window.ran = 1</script>"\nstatus = 200\nmessage = "It failed."\n'


class ServeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = new_browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.spec = pathlib.Path(folder.name) / "errors.toml"
        self.edit(ROW.format("Throttling"))
        self.serve(0)
        self.browser.get_log("browser")

    def tearDown(self):
        """Whatever a test did, no script failed and no policy was broken."""
        self.browser.get("about:blank")
        messages = [entry["message"] for entry in self.browser.get_log("browser")]
        # A page in place of another says so by its status, and a server may be away.
        expected = ["status of 404", "status of 503", "status of 429", "net::ERR_"]
        self.assertEqual([m for m in messages if not any(part in m for part in expected)], [])

    def serve(self, port):
        command = [*ERRSPEC, "serve", self.spec, "--port", str(port)]
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(self.stop, self.server)
        self.url = self.server.stdout.readline().strip()

    def stop(self, server):
        server.kill()
        server.wait()
        server.stdout.close()

    def edit(self, text):
        """As most editors save."""
        new = self.spec.with_suffix(".new")
        new.write_text(text)
        os.replace(new, self.spec)

    def check(self):
        command = [*ERRSPEC, "check", "--color", "never", self.spec]
        return subprocess.run(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True).stderr

    def text(self, selector):
        return self.browser.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent).join('|')", selector
        )

    def wait(self, selector, text):
        WebDriverWait(self.browser, 10).until(lambda _: self.text(selector) == text, f"{selector} is not {text}")

    def test_an_edit_shows_by_itself(self):
        self.browser.get(self.url + "#Throttling")
        self.wait(".row h3", "Throttling")
        self.edit(ROW.format("Throttling") + ROW.format("Throttling.User"))
        self.wait(".row h3", "Throttling|Throttling.User")
        self.assertEqual(self.text(".row[open] h3"), "Throttling", "what was open still is")
        self.edit(ROW.format("Throttling.User"))
        self.wait(".row h3", "Throttling.User")

    def test_a_page_goes_and_comes_back_with_its_code(self):
        self.browser.get(self.url + "errors/Throttling.html")
        self.wait("h1", "Throttling")
        self.edit(ROW.format("Other"))
        self.wait("h1", "No such page")
        self.edit(ROW.format("Throttling"))
        self.wait("h1", "Throttling")

    def test_a_broken_spec_shows_what_is_wrong_until_it_is_mended(self):
        self.browser.get(self.url)
        self.edit(BROKEN)
        self.wait("h1", f"{self.spec} is broken")
        self.assertEqual(self.text("pre"), self.check())
        self.assertIn("</pre><script>", self.text("pre"))
        self.assertIsNone(self.browser.execute_script("return window.ran"))
        self.edit(ROW.format("Mended"))
        self.wait(".row h3", "Mended")

    def test_a_server_that_began_anew_is_found(self):
        self.browser.get(self.url)
        self.wait(".row h3", "Throttling")
        port = self.url.rstrip("/").rsplit(":", 1)[1]
        self.stop(self.server)
        self.edit(ROW.format("Later"))
        self.serve(port)
        self.wait(".row h3", "Later")

    def test_no_script_but_ours_can_run(self):
        for page in ["", "errors/Throttling.html", "nowhere.html"]:
            self.browser.get(self.url + page)
            self.browser.execute_script(
                "const script = document.createElement('script'); script.textContent = 'window.ran = 1';"
                "document.body.append(script)"
            )
            self.assertIsNone(self.browser.execute_script("return window.ran"))
            refused = [entry["message"] for entry in self.browser.get_log("browser")]
            self.assertTrue(any("Content Security Policy" in message for message in refused), refused)

    def test_a_page_of_another_origin_can_call_the_mock_alone(self):
        handler = functools.partial(QuietHandler, directory=self.spec.parent)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            self.browser.get(f"http://127.0.0.1:{server.server_port}/errors.toml")
            asked = self.fetch(self.url + "mock/Throttling", {"Accept": "application/xml", "Authorization": "x"})
            self.assertEqual(asked["status"], 429)
            self.assertEqual(asked["headers"]["retry-after"], "7")
            self.assertIn(asked["headers"]["x-request-id"], asked["body"])
            self.assertTrue(asked["body"].startswith("<Error>"), asked["body"])
            self.assertIsNone(self.fetch(self.url + "errors.json", {}))
            self.browser.get_log("browser")
            server.shutdown()

    def fetch(self, url, headers):
        return self.browser.execute_async_script(
            "const [url, headers, done] = arguments;"
            "fetch(url, { method: 'PUT', headers }).then(async (r) =>"
            "  done({ status: r.status, headers: Object.fromEntries(r.headers), body: await r.text() }), () => done(null))",
            url,
            headers,
        )

    def test_nobody_is_shut_out(self):
        self.edit(BROKEN)
        for theme in THEMES:
            features = [{"name": "prefers-color-scheme", "value": theme}]
            self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
            for page, heading in [("", f"{self.spec} is broken"), ("nowhere.html", f"{self.spec} is broken")]:
                self.browser.get(self.url + page)
                self.wait("h1", heading)
                self.browser.execute_script(axe_source())
                found = self.browser.execute_async_script("axe.run().then(arguments[0])")
                self.assertGreater(len(found["passes"]), 10)
                self.assertEqual([violation["id"] for violation in found["violations"]], [], theme)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".toml": "text/plain"}

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    unittest.main()
