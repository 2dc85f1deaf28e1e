#include "app/cli/cli.h"

#include <iostream>

int main(int argc, char** argv)
{
    std::ios::sync_with_stdio(false);
    return xinheng::cli::run({argv + 1, argv + argc}, xinheng::system_clock(),
                             {std::cin, std::cout, std::cerr});
}
