// Package clients asks the clients in Go for what the one in Rust makes of the same responses.
package clients

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"strconv"
	"testing"
	"time"

	alibaba "clients/alibaba"
	aws_json "clients/aws_json"
	aws_query "clients/aws_query"
	azure "clients/azure"
	everything "clients/everything"
	github "clients/github"
	google "clients/google"
	hostile "clients/hostile"
	kms "clients/kms"
	messages "clients/messages"
	names "clients/names"
	nested "clients/nested"
	problem "clients/problem"
	s3 "clients/s3"
	stripe "clients/stripe"
)

type parse func(status int, header http.Header, body []byte) (e error, retryable bool)

// of is what a client offers, whatever its package.
func of[E error](parse func(int, http.Header, []byte) E, retryable func(error) bool) parse {
	return func(status int, header http.Header, body []byte) (error, bool) {
		e := parse(status, header, body)
		return e, retryable(fmt.Errorf("wrapped: %w", e))
	}
}

var clients = map[string]parse{
	"alibaba":    of(alibaba.Parse, alibaba.Retryable),
	"aws-json":   of(aws_json.Parse, aws_json.Retryable),
	"aws-query":  of(aws_query.Parse, aws_query.Retryable),
	"azure":      of(azure.Parse, azure.Retryable),
	"everything": of(everything.Parse, everything.Retryable),
	"github":     of(github.Parse, github.Retryable),
	"google":     of(google.Parse, google.Retryable),
	"hostile":    of(hostile.Parse, hostile.Retryable),
	"kms":        of(kms.Parse, kms.Retryable),
	"messages":   of(messages.Parse, messages.Retryable),
	"names":      of(names.Parse, names.Retryable),
	"nested":     of(nested.Parse, nested.Retryable),
	"problem":    of(problem.Parse, problem.Retryable),
	"s3":         of(s3.Parse, s3.Retryable),
	"stripe":     of(stripe.Parse, stripe.Retryable),
}

// answer is what a client makes of a response; what nobody says is a zero value.
type answer struct {
	Code      string
	Message   string
	RequestID string `json:"request_id"`
	Params    map[string]value
	Details   []struct{ Field, Code, Message string }
	Retryable bool
	Seconds   int `json:"retry_after"`
	Fix       string
}

// value is a parameter of any type, without loss: an integer may have 64 bits.
type value string

func (v *value) UnmarshalJSON(written []byte) error {
	var text string
	if json.Unmarshal(written, &text) == nil {
		written = []byte(strconv.Quote(text))
	}
	*v = value(written)
	return nil
}

func answered(t *testing.T, e error, retryable bool) (a answer, status int) {
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var said struct {
		RequestID  string
		Status     int
		RetryAfter time.Duration
	}
	if json.Unmarshal(text, &a) != nil || json.Unmarshal(text, &said) != nil {
		t.Fatalf("no error as it should be: %s", text)
	}
	a.RequestID, a.Seconds = said.RequestID, int(said.RetryAfter/time.Second)
	a.Retryable = retryable
	return a, said.Status
}

func TestAnswers(t *testing.T) {
	file, err := os.Open(os.Getenv("RESPONSES"))
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	count := 0
	for ; lines.Scan(); count++ {
		var response struct {
			Table   string
			Status  int
			Headers map[string]string
			Body    string
			Answer  *answer
			Damaged bool `json:"is_damaged"`
		}
		if err := json.Unmarshal(lines.Bytes(), &response); err != nil {
			t.Fatal(err)
		}
		header := http.Header{}
		for name, value := range response.Headers {
			header.Set(name, value)
		}
		e, retryable := clients[response.Table](response.Status, header, []byte(response.Body))
		said, status := answered(t, e, retryable)
		expected := answer{}
		if response.Answer != nil {
			expected = *response.Answer
		}
		if response.Damaged && (said.Code == "" || expected.Code == "") {
			continue // a parser may be stricter than another
		}
		for _, a := range []*answer{&said, &expected} { // nothing is nothing, nil or not
			if len(a.Params) == 0 {
				a.Params = nil
			}
			if len(a.Details) == 0 {
				a.Details = nil
			}
		}
		if status != response.Status || e.Error() == "" || !reflect.DeepEqual(said, expected) {
			t.Fatalf("%s\n %+v is not\n %+v", lines.Bytes(), said, expected)
		}
	}
	if err := lines.Err(); err != nil || count < 500 {
		t.Fatal(count, err)
	}
}

func TestErrorsAreFoundHoweverWrapped(t *testing.T) {
	body := `{"Code":"Forbidden.KeyNotFound","Message":"The key is gone."}`
	err := fmt.Errorf("describe: %w", kms.Parse(404, http.Header{}, []byte(body)))
	if !errors.Is(err, kms.ForbiddenKeyNotFound) || errors.Is(err, kms.MissingParameter) {
		t.Error("errors.Is")
	}
	if kms.CodeOf(err) != kms.ForbiddenKeyNotFound || kms.CodeOf(errors.New("other")) != "" {
		t.Error("CodeOf")
	}
	if !kms.Retryable(kms.InternalFailure) || kms.Retryable(errors.New("other")) {
		t.Error("Retryable")
	}
	var e *kms.Error
	if !errors.As(err, &e) || e.Error() != "Forbidden.KeyNotFound: The key is gone." {
		t.Error("errors.As")
	}
	unknown := kms.Parse(502, http.Header{}, []byte("\xff"))
	if unknown.Error() != "HTTP 502" || errors.Is(unknown, kms.Code("")) {
		t.Error("a body of somebody else's")
	}
}
