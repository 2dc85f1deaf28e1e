// xinheng_stories FILE…: plays each story on SQLite, and on PostgreSQL where one is at hand.
#include "story_player.h"

#include <iostream>

namespace {

using namespace xinheng;

bool plays(const std::string& path, sql::TestStore::Kind kind, const char* store)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    const std::string trouble = file ? story::play(text.str(), kind) : "cannot be read";
    if (!trouble.empty()) std::cout << path << " (" << store << "): " << trouble << '\n';
    else std::cout << path << " (" << store << "): as told\n";
    return trouble.empty();
}

}  // namespace

int main(int argc, char** argv)
{
    bool all_play = argc > 1;
    for (int argument = 1; argument < argc; ++argument) {
        const std::string path = std::filesystem::absolute(argv[argument]).string();
        all_play = plays(path, sql::TestStore::Kind::sqlite, "SQLite") && all_play;
        if (sql::postgresql_at_hand())
            all_play = plays(path, sql::TestStore::Kind::postgresql, "PostgreSQL") && all_play;
        else std::cout << path << " (PostgreSQL): skipped, none is at hand\n";
    }
    return all_play ? 0 : 1;
}
