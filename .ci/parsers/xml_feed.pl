# Prints what XML::Feed reads of each file that is named, one JSON object a line.
use strict;
use warnings;
use JSON::PP;
use XML::Atom;
use XML::Feed;

# Text as characters, and all enclosures: both are off for the sake of old programs.
$XML::Atom::ForceUnicode = 1;
$XML::Feed::MULTIPLE_ENCLOSURES = 1;

my $json = JSON::PP->new->utf8->canonical;

sub instant {
    my ($moment) = @_;
    return undef unless $moment;
    $moment = $moment->clone->set_time_zone('UTC');
    return $moment->epoch * 1_000_000 + int($moment->nanosecond / 1000);
}

for my $path (@ARGV) {
    my $feed = XML::Feed->parse($path);
    unless ($feed) {
        print $json->encode({ error => XML::Feed->errstr // 'unreadable' }), "\n";
        next;
    }
    my @entries;
    for my $entry ($feed->entries) {
        my @enclosures = map { [ $_->url, $_->type, $_->length ] } grep { $_ } $entry->enclosure;
        push @entries, {
            id => $entry->id, title => $entry->title, link => $entry->link, author => $entry->author,
            published => instant($entry->issued), updated => instant($entry->modified),
            categories => [ $entry->category ], summary => $entry->summary->body, content => $entry->content->body,
            enclosures => \@enclosures,
        };
    }
    print $json->encode({ items => \@entries }), "\n";
}
